import type { Choice } from '../diagnostic/report.ts';
import type { Era } from '../model/application.ts';
import { isAheadOfAll } from '../model/release.ts';
import { join } from '../text/paths.ts';
import { foldersAround, sourceAround } from './around.ts';
import { isHardwareModelV2, isNewBoard } from './board-names.ts';
import type { BuildFolder } from './built/build-folders.ts';
import { projectBoards } from './project-boards.ts';
import { versionNumber, sdkVersion as versionOf } from './sdk-version.ts';
import type { Target } from './targets.ts';
import { isSysbuildConf } from './variant-names.ts';
import { withoutSysbuild } from './without-sysbuild.ts';
import type { Workspace } from './workspace.ts';

export { versionNumber } from './sdk-version.ts';

export interface WantedEra {
  readonly era?: Era | undefined;
  /** Any version string, as given: "2.4", "v2.9.0-rc1", "main". */
  readonly version?: string | undefined;
}

/** The SDK version a build uses, where something says it. */
export const sdkVersion = (
  workspace: Workspace,
  root: string,
  { version }: WantedEra,
  build?: BuildFolder,
): Choice | undefined => versionOf(workspace, root, version, build);

/**
 * Child images or sysbuild, by the strongest evidence there is; what speaks against it is part of the reason.
 *
 * | evidence, strongest first                                            | era         |
 * |----------------------------------------------------------------------|-------------|
 * | `--era`                                                              | as wanted   |
 * | NCS 3.0 or later, which has no child images any more                 | sysbuild    |
 * | NCS 2.4 or before, whose sysbuild does not know MCUboot's settings   | child-image |
 * | `sysbuild: true` of the scenario, `SYSBUILD` of the build folder     | sysbuild    |
 * | `sysbuild: false` of the scenario, a build folder without `SYSBUILD` | child-image |
 * | NCS 2.5 and 2.6, where sysbuild was an experiment                    | child-image |
 * | an application of the SDK itself, NCS 2.7 or later                   | sysbuild    |
 * | sysbuild.conf, sysbuild/, sysbuild.cmake, Kconfig.sysbuild           | sysbuild    |
 * | `--no-sysbuild` in a README, a script or the CI, or set in west      | child-image |
 * | a child_image folder                                                 | child-image |
 * | NCS 2.7, which builds applications outside of it without sysbuild    | child-image |
 * | NCS 2.8 or 2.9, or a branch ahead of them                            | sysbuild    |
 * | a board of hardware model v2                                         | sysbuild    |
 * | a README that names the version, 2.7 or later and before             | as above    |
 * | a board with an old name                                             | child-image |
 */
export function eraOf(
  workspace: Workspace,
  root: string,
  wanted: WantedEra,
  version: Choice | undefined,
  target: Pick<Target, 'board' | 'written' | 'sysbuild' | 'why'>,
  oldBoards: readonly string[],
  mentioned?: Choice,
): ChosenEra | undefined {
  const evidence = eraEvidence(workspace, root, version, target, oldBoards, mentioned);
  const chosen = wanted.era ? { era: wanted.era, why: 'from --era' } : evidence[0];
  if (!chosen) return undefined;
  const against = evidence.find(({ era, isFile }) => isFile && era !== chosen.era);
  return {
    value: chosen.era,
    why: against ? `${chosen.why}, although ${against.why}` : chosen.why,
    isUnusual: chosen.isFile === true && evidence.some(({ era, isDefault }) => isDefault && era !== chosen.era),
  };
}

export interface ChosenEra extends Choice<Era> {
  /** Whether only files of the project speak for it, and `west build` of this version does the other unless told. */
  readonly isUnusual: boolean;
}

interface Evidence {
  readonly era: Era;
  readonly why: string;
  /** Something in the project that the other era does not have. */
  readonly isFile?: boolean;
  /** What `west build` of the version does where nobody says anything else. */
  readonly isDefault?: boolean;
}

function eraEvidence(
  workspace: Workspace,
  root: string,
  version: Choice | undefined,
  { board, written, sysbuild, why }: Pick<Target, 'board' | 'written' | 'sysbuild' | 'why'>,
  oldBoards: readonly string[],
  mentioned: Choice | undefined,
): readonly Evidence[] {
  const found: Evidence[] = [];
  const number = version && (versionNumber(version.value) ?? (isAheadOfAll(version.value) ? Infinity : undefined));
  const said = `NCS ${version?.value}`;
  if (number !== undefined && number >= 3) found.push({ era: 'sysbuild', why: `${said} builds with sysbuild` });
  if (number !== undefined && number < 2.05) found.push({ era: 'child-image', why: `${said} builds child images` });
  if (sysbuild === true) found.push({ era: 'sysbuild', why: `sysbuild is set ${why}` });
  if (sysbuild === false) found.push({ era: 'child-image', why: `sysbuild is off ${why}` });
  if (number !== undefined && number < 2.07) found.push({ era: 'child-image', why: `${said} builds child images` });

  if (number !== undefined && number >= 2.07 && isPartOfSdk(workspace, root)) {
    found.push({ era: 'sysbuild', why: `the samples of ${said} are built with sysbuild` });
  }

  const names = workspace.list(root).map(({ name }) => name);
  const file = names.find((name) => isSysbuildConf(name) || OF_SYSBUILD.includes(name));
  if (file !== undefined)
    found.push({
      era: 'sysbuild',
      why: file.includes('.') ? `there is a ${file}` : `there is a folder ${file}`,
      isFile: true,
    });
  // Of a version that nobody knows it may speak of another one.
  const without = number !== undefined && found.length === 0 ? withoutSysbuild(workspace, root) : undefined;
  if (without !== undefined) found.push({ era: 'child-image', why: without });
  if (names.includes('child_image'))
    found.push({ era: 'child-image', why: 'there is a folder child_image', isFile: true });
  if (number !== undefined) {
    found.push(
      isWithoutSysbuild(version!.value)
        ? { era: 'child-image', why: `${said} builds applications outside of the SDK without sysbuild unless asked` }
        : { era: 'sysbuild', why: `${said} builds with sysbuild`, isDefault: true },
    );
  }

  const inReadme = mentioned && versionNumber(mentioned.value);
  const fromReadme: readonly Evidence[] =
    inReadme === undefined ? [] : [{ era: inReadme < 2.07 ? 'child-image' : 'sysbuild', why: mentioned!.why }];
  if (!board) return [...found, ...fromReadme];
  const own = projectBoards(workspace, root).find((one) => one.names.includes(board.value));
  if (
    isHardwareModelV2(written ?? '') ||
    own?.model === 2 ||
    (own === undefined && isNewBoard(board.value, oldBoards))
  ) {
    found.push({
      era: 'sysbuild',
      why: `the board ${written ?? board.value} is one of hardware model v2, which came with NCS 2.7`,
    });
  } else if (fromReadme.length > 0) {
    found.push(...fromReadme);
  } else if (own?.model === 1 || oldBoards.includes(board.value)) {
    found.push({ era: 'child-image', why: `the board is named ${board.value}, and nothing speaks of sysbuild` });
  }
  return found;
}

/** What else an application has that is built with sysbuild. */
const OF_SYSBUILD = ['sysbuild', 'sysbuild.cmake', 'Kconfig.sysbuild'];

/**
 * Whether `west build` of this version takes sysbuild for the SDK's own applications only: 2.7 did, with a list of repositories
 * (nrf/doc/nrf/releases_and_maturity/releases/release-notes-2.7.0.rst:30-31, 2.7.0; zephyr/scripts/west_commands/build.py:585-598,
 * 2.7.0-rc3), its successors take it for all (nrf/doc/nrf/app_dev/config_and_build/config_and_build_system.rst:276-277, 2.9.0).
 */
const isWithoutSysbuild = (version: string): boolean => /^v?2\.7(\.\d)?$/.test(version);

/** From 2.7 on (nrf/doc/nrf/releases_and_maturity/releases/release-notes-2.7.0.rst:30-31, 2.7.0). */
const isPartOfSdk = (workspace: Workspace, root: string): boolean =>
  foldersAround(root).some((folder) => sourceAround(workspace, join(folder, 'Kconfig.nrf')) !== undefined);
