import { resolve } from 'node:path';
import { versionIn } from '../sdk/checkout.ts';
import { textIn } from '../text/decode.ts';
import { baseName, folderOf, normalize } from '../text/paths.ts';
import { visible } from '../text/visible.ts';
import { nodeFiles } from './node-files.ts';

/**
 * What `--sdk` stands for: the version that was given, or the workspace of an SDK, absolute, and its version. `problem`
 * is a printable line without a final stop.
 */
export function sdkVersionOf(
  sdk: string | undefined,
  here: string,
): { readonly value?: string; readonly workspace?: string; readonly problem?: string } {
  if (sdk === undefined) return {};
  const folder = normalize(resolve(here, sdk));
  if (!/[\\/]/.test(sdk) && nodeFiles.stat(folder)?.kind !== 'folder') return { value: sdk };
  for (const [nrf, workspace] of [
    [`${folder}/nrf`, folder],
    [folder, folderOf(folder)],
  ] as const) {
    const version = versionIn(textIn(nodeFiles.read(`${nrf}/VERSION`)) ?? '');
    // Beside one of another name there is no workspace.
    if (version !== undefined) return { value: version, ...(baseName(nrf) === 'nrf' ? { workspace } : {}) };
  }
  return { problem: `${visible(sdk)} is no nRF Connect SDK: there is no nrf/VERSION in it` };
}
