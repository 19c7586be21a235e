import { type ConfiguredTarget, configureApplication, type LintOptions } from '../lint/lint.ts';
import { image as imageOf } from '../model/application.ts';
import { compare } from '../model/memory-map/compare.ts';
import type { MemoryMap } from '../model/memory-map/map.ts';
import { mapOfDevicetree } from '../model/memory-map/of-devicetree.ts';
import type { Plan } from '../model/migration/plan.ts';
import { codeText } from '../model/migration/text.ts';
import { rangeText } from '../model/units.ts';
import { BuildArguments } from '../project/build-arguments.ts';
import { join } from '../text/paths.ts';
import type { WithTexts } from './migration.ts';

export interface Proof {
  /** What does not lie where it lay, as sentences without a final stop. */
  readonly failures: readonly string[];
  readonly proofs: readonly { readonly image: string; readonly same: readonly string[] }[];
}

/**
 * Builds the same configuration without Partition Manager, with the map behind the overlays of each image, and compares what
 * the devicetrees say then with the map that the static file made.
 */
export function prove(
  { target, configuration, report }: ConfiguredTarget,
  root: string,
  map: MemoryMap,
  plan: Plan,
  layout: string,
  options: LintOptions,
  withTexts: WithTexts,
): Proof {
  const given = new BuildArguments([...target.arguments, ...(options.buildArguments ?? [])]);
  const overlays = plan.code.map(({ image, label }) => ({
    image,
    variable: image === 'app' ? 'EXTRA_DTC_OVERLAY_FILE' : `${image}_EXTRA_DTC_OVERLAY_FILE`,
    path: join(root, `.ncslint-migrate-${image}.overlay`),
    text: `${layout}\n${codeText(label)}`,
  }));
  const workspace = withTexts(new Map(overlays.map(({ path, text }) => [path, text])));
  const { configured } = configureApplication(workspace, root, {
    ...options,
    paths: [root],
    board: target.written ?? target.board?.value ?? options.board,
    buildType: target.buildType,
    buildArguments: [
      ...given.texts,
      '-DSB_CONFIG_PARTITION_MANAGER=n',
      ...overlays.map(({ variable, path }) => `-D${variable}=${[...given.list(variable), path].join(';')}`),
    ],
  });
  const after = configured.find((one) => one.report.suffix === report.suffix);
  if (!after) return { failures: ['the build without Partition Manager could not be put together'], proofs: [] };
  const failures: string[] = [];
  const proofs: { image: string; same: readonly string[] }[] = [];
  for (const { image: name } of overlays) {
    const image = imageOf(after.configuration, name);
    if (!image) continue;
    const { changes, same, unknown } = compare(map, mapOfDevicetree(after.configuration, image));
    for (const change of changes) {
      if (!change.before) continue;
      const now = change.after ? `at ${rangeText(change.after)} of ${change.after.memory}` : 'gone';
      failures.push(`${change.name} of ${rangeText(change.before)} would be ${now} in the devicetree of ${name}`);
    }
    for (const one of unknown) failures.push(`it is not known where ${one} would be in the devicetree of ${name}`);
    const before = new Set(imageOf(configuration, name)?.devicetree.danglingReferences.map(({ text }) => text));
    for (const { text, usedBy } of image.devicetree.danglingReferences) {
      if (!before.has(text))
        failures.push(`${usedBy?.text ?? 'an overlay'} refers to ${text}, which the static file has no place for`);
    }
    proofs.push({ image: name, same });
  }
  return { failures, proofs };
}
