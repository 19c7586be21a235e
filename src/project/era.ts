import type { Choice } from '../diagnostic/report.ts';
import type { Era } from '../model/application.ts';
import { folderOf, join } from '../text/paths.ts';
import type { Workspace } from './workspace.ts';

export interface WantedEra {
  readonly era?: Era | undefined;
  /** Any version string, as given: "2.4", "v2.9.0-rc1", "main". */
  readonly version?: string | undefined;
}

/** The SDK version a build uses, where something says it: the option, or the `VERSION` file of an SDK around the application. */
export function sdkVersion(workspace: Workspace, root: string, { version }: WantedEra): Choice | undefined {
  if (version !== undefined) return { value: version.replace(/^v(?=\d)/, ''), why: 'from --sdk' };
  for (let folder = root; ; folder = folderOf(folder)) {
    const path = join(folder, 'VERSION');
    const text = workspace.textAbove(path)?.trim();
    // The SDK's own VERSION is one line; Zephyr applications have a VERSION of their own, with one word a line.
    if (text && /^\d+\.\d+\.\d+\S*$/.test(text) && workspace.textAbove(join(folder, 'west.yml')) !== undefined) {
      return { value: text, why: `from ${workspace.shown(path)}` };
    }
    if (folder === folderOf(folder)) return undefined;
  }
}

/**
 * Child images or sysbuild, by the strongest evidence there is. Between 2.7 and 2.9 both are possible, and the files of
 * the application decide.
 */
export function eraOf(
  workspace: Workspace,
  root: string,
  wanted: WantedEra,
  version: Choice | undefined,
  board: { readonly name: string; readonly isOld: boolean } | undefined,
): Choice<Era> | undefined {
  if (wanted.era) return { value: wanted.era, why: 'from --era' };
  const number = version && versionNumber(version.value);
  if (number !== undefined && number < 2.07) return { value: 'child-image', why: `NCS ${version!.value} builds child images` };
  if (number !== undefined && number >= 3) return { value: 'sysbuild', why: `NCS ${version!.value} builds with sysbuild` };
  const names = workspace.list(root).map(({ name }) => name);
  const sysbuild = names.find((name) => /^(sysbuild(_.*)?\.conf|sysbuild|sysbuild\.cmake|Kconfig\.sysbuild)$/.test(name));
  if (sysbuild !== undefined) return { value: 'sysbuild', why: `there is a ${sysbuild}` };
  if (names.includes('child_image')) return { value: 'child-image', why: 'there is a child_image folder' };
  if (number !== undefined) return { value: 'sysbuild', why: `NCS ${version!.value} builds with sysbuild` };
  if (board?.isOld) return { value: 'child-image', why: `the board is named ${board.name}, and nothing speaks of sysbuild` };
  return undefined;
}

/** 2.04 for 2.4.1, so that versions compare; undefined for what is no version. */
export function versionNumber(version: string): number | undefined {
  const match = /^v?(\d+)\.(\d+)/.exec(version);
  return match ? Number(match[1]) + Number(match[2]) / 100 : undefined;
}
