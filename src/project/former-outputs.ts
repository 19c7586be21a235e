import type { FormerOutput } from '../model/sysbuild/sysbuild.ts';
import { SourceFile } from '../text/source.ts';
import { foldersAround } from './around.ts';
import { perWorkspace } from './per-workspace.ts';
import { type Script, scriptsIn } from './scripts.ts';
import { saysNoSysbuild } from './without-sysbuild.ts';
import type { Workspace } from './workspace.ts';

/**
 * Where scripts and CI of the project name what the build of child images made and sysbuild calls differently
 * (nrf/doc/nrf/releases_and_maturity/migration/migration_sysbuild.rst:420-470, 3.3.99). Files that also build without
 * sysbuild are left out.
 */
export function formerOutputs(workspace: Workspace, root: string): readonly FormerOutput[] {
  const [first, ...around] = foldersAround(root).filter((folder) => workspace.has(folder));
  return [first ?? root, ...around].flatMap((folder) => inFolder(workspace, folder));
}

const NAMES: Readonly<Record<string, string | undefined>> = {
  'app_update.bin': '<application>/zephyr/zephyr.signed.bin',
  'app_signed.hex': '<application>/zephyr/zephyr.signed.hex',
  'app_test_update.hex': undefined,
  'app_moved_test_update.hex': undefined,
  'net_core_app_update.bin': 'signed_by_mcuboot_and_b0_<image>.bin',
  'net_core_app_signed.hex': 'signed_by_b0_<image>.hex',
  'mcuboot_secondary_app_update.bin': 'mcuboot_secondary_app/zephyr/zephyr.signed.bin',
  'mcuboot_secondary_app_signed.hex': 'mcuboot_secondary_app/zephyr/zephyr.signed.hex',
  'signed_by_b0_s0_image.bin': 'signed_by_b0_<application>.bin',
  'signed_by_b0_s0_image.hex': 'signed_by_b0_<application>.hex',
};

const NAMED = new RegExp(
  `(?<=[\\w}-][\\\\/])zephyr[\\\\/](${Object.keys(NAMES).join('|').replaceAll('.', '\\.')})(?![\\w.-])`,
  'g',
);

const inFolder = perWorkspace((workspace, folder: string): readonly FormerOutput[] =>
  [...scriptsIn(workspace, folder)].flatMap((script) => inScript(workspace, script)),
);

function inScript(workspace: Workspace, { path, text }: Script): readonly FormerOutput[] {
  if (!/zephyr[\\/]/.test(text) || saysNoSysbuild(text)) return [];
  let source: SourceFile | undefined;
  return [...text.matchAll(NAMED)].map((match) => {
    source ??= new SourceFile(workspace.shown(path), text);
    return {
      name: match[0],
      span: source.span(match.index, match.index + match[0].length),
      now: NAMES[match[1]!],
    };
  });
}
