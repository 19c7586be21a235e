import type { MigratedFile, MigrationReport, ShownMigration } from '../diagnostic/migration.ts';
import { applicationsOf, type ConfiguredTarget, configureApplication, type LintOptions } from '../lint/lint.ts';
import { is } from '../model/fact.ts';
import type { MemoryMap } from '../model/memory-map/map.ts';
import { mapOfTable } from '../model/memory-map/of-table.ts';
import { type Plan, planFor } from '../model/migration/plan.ts';
import { codeText, mapText } from '../model/migration/text.ts';
import { isAheadOfAll } from '../model/release.ts';
import type { Workspace } from '../project/workspace.ts';
import { baseName, folderOf, join } from '../text/paths.ts';
import { prove } from './migration-proof.ts';

/** A workspace in which these texts, by absolute path, stand beside the files that are there. */
export type WithTexts = (texts: ReadonlyMap<string, string>) => Workspace;

/** Moves the static files of all applications at or below the paths to the devicetree, as far as it can be proved. */
export function migrations(workspace: Workspace, options: LintOptions, withTexts: WithTexts): MigrationReport {
  return {
    migrations: applicationsOf(workspace, options).flatMap((root) =>
      ofApplication(workspace, root, options, withTexts),
    ),
    skipped: workspace.skipped,
  };
}

function ofApplication(
  workspace: Workspace,
  root: string,
  options: LintOptions,
  withTexts: WithTexts,
): readonly ShownMigration[] {
  const { shown, configured } = configureApplication(workspace, root, options);
  const alike = new Map<string, ShownMigration>();
  for (const target of configured) {
    const one = migrated(workspace, root, target, configured, options, withTexts);
    if (!one) continue;
    const key = JSON.stringify(one);
    const configurations = [...(alike.get(key)?.configurations ?? []), target.id];
    alike.set(key, { application: shown, configurations, ...one });
  }
  return [...alike.values()];
}

type Result = Omit<ShownMigration, 'application' | 'configurations'>;

function migrated(
  workspace: Workspace,
  root: string,
  target: ConfiguredTarget,
  all: readonly ConfiguredTarget[],
  options: LintOptions,
  withTexts: WithTexts,
): Result | undefined {
  const { configuration, composition } = target;
  const table = target.staticTable();
  const file = composition.staticFile;
  if (!table || !file) return undefined;
  const from = workspace.shown(file.path);
  const refuse = (refused: readonly string[]): Result => ({ from, refused, files: [], proofs: [], notes: [] });
  if (table.file && table.file.problems.length + table.file.shape.length > 0)
    return refuse([`${from} has mistakes: ncslint reports them, and the repair comes first`]);
  const map = mapOfTable(configuration, table);
  const planned = planFor(configuration, map);
  if ('refused' in planned) return refuse(planned.refused);
  const { plan } = planned;
  const layout = mapText(plan, from, hasMappedPartitions(target));
  const { failures, proofs } = prove(target, root, map, plan, layout, options, withTexts);
  if (failures.length > 0) return refuse(failures);
  return {
    from,
    refused: [],
    files: filesOf(workspace, target, all, plan, layout),
    proofs,
    notes: notesOn(workspace, target, map, plan),
  };
}

/** First used in the SDK behind 3.2 (nrf/dts/samples/matter/nrf52840_partitions.dtsi:17 (3.3.99)). */
function hasMappedPartitions({ configuration: { version, sdk } }: ConfiguredTarget): boolean {
  const said = /^v?(\d+)\.(\d+)/.exec(version ?? (sdk.known ? sdk.value.version : ''));
  if (!said) return isAheadOfAll(version);
  return Number(said[1]) > 3 || (Number(said[1]) === 3 && Number(said[2]) >= 3);
}

/** The map beside the static file, and what each image has to include. */
function filesOf(
  workspace: Workspace,
  target: ConfiguredTarget,
  all: readonly ConfiguredTarget[],
  plan: Plan,
  layout: string,
): readonly MigratedFile[] {
  const from = target.composition.staticFile!.path;
  const isShared = all.some(
    (other) => other.composition.staticFile?.path === from && other.target.board?.value !== target.target.board?.value,
  );
  const board = isShared && target.target.board ? `_${target.target.board.value}` : '';
  const name = baseName(from)
    .replace(/^pm_static/, 'partitions')
    .replace(/\.ya?ml$/, '');
  const path = join(folderOf(from), `${name}${board}.dtsi`);
  const kindOf = (file: string): MigratedFile['kind'] => (workspace.has(file) ? 'add' : 'new');
  return [
    { path, shown: workspace.shown(path), text: layout, kind: kindOf(path) },
    ...plan.code.flatMap(({ image, label }): MigratedFile[] => {
      const files = target.composition.images.find((one) => one.name === image);
      if (!files) return [];
      const { overlay } = files.places;
      const text = `#include "${relative(folderOf(overlay), path)}"\n\n${codeText(label)}`;
      const isForOthers = all.some(
        (other) =>
          other.composition.staticFile?.path !== from &&
          other.composition.images.some((one) => one.name === image && one.places.overlay === overlay),
      );
      return [
        {
          path: overlay,
          shown: workspace.shown(overlay),
          text,
          kind: isForOthers || isShared ? 'add' : kindOf(overlay),
        },
      ];
    }),
  ];
}

/** How a file is written from a folder; both absolute. */
function relative(folder: string, path: string): string {
  const from = folder.split('/');
  const to = path.split('/');
  let same = 0;
  while (same < from.length && same < to.length - 1 && from[same] === to[same]) same += 1;
  return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/');
}

function notesOn(
  workspace: Workspace,
  { configuration, composition }: ConfiguredTarget,
  map: MemoryMap,
  plan: Plan,
): string[] {
  const { partitionManager, sysbuild } = configuration;
  const place = sysbuild?.place.path ?? 'sysbuild.conf';
  const hasExternal = plan.memories.some(({ isMapped }) => !isMapped);
  const isAlone = plan.code.every(({ image }) => image === 'app');
  const mcuboot = composition.images.find(({ name }) => name === 'mcuboot')?.places.overlay;
  const isNewForMcuboot =
    plan.code.some(({ image }) => image === 'mcuboot') && mcuboot !== undefined && !workspace.has(mcuboot);
  return [
    ...(is(partitionManager, false)
      ? []
      : [`set SB_CONFIG_PARTITION_MANAGER=n in ${place}, and delete ${map.file ?? 'the static file'}`]),
    ...(hasExternal
      ? [
          'SB_CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY and nordic,pm-ext-flash have no effect then: MCUboot needs its driver for the chip all the same',
        ]
      : []),
    ...(isAlone ? ['set CONFIG_USE_DT_CODE_PARTITION=y in the application, which no bootloader does for it'] : []),
    ...(isNewForMcuboot && mcuboot.endsWith('sysbuild/mcuboot.overlay')
      ? [`${workspace.shown(mcuboot)} takes the place of every overlay that MCUboot has itself`]
      : []),
    ...(plan.code.some(({ image }) => image === 'b0')
      ? ['the first stage bootloader needs the map, too, and zephyr,code-partition = &b0_partition']
      : []),
    ...(composition.networkStaticFile
      ? [`${workspace.shown(composition.networkStaticFile.path)} of the network core is not moved`]
      : []),
    ...(map.open === undefined
      ? []
      : [
          `what Partition Manager adds to the static file is not known (needs ${map.open}): compare with partitions.yml of a build`,
        ]),
  ];
}
