import { resolve } from 'node:path';
import { textIn } from '../text/decode.ts';
import { normalize } from '../text/paths.ts';
import { visible } from '../text/visible.ts';
import { nodeFiles } from './node-files.ts';

/**
 * The version that `--sdk` stands for: what was given, or what the folder of an SDK says that it is. `problem` is a
 * printable line without a final stop.
 */
export function sdkVersionOf(
  sdk: string | undefined,
  here: string,
): { readonly value?: string; readonly problem?: string } {
  if (sdk === undefined) return {};
  const folder = normalize(resolve(here, sdk));
  if (!/[\\/]/.test(sdk) && nodeFiles.stat(folder)?.kind !== 'folder') return { value: sdk };
  for (const name of ['nrf/VERSION', 'VERSION']) {
    const text = textIn(nodeFiles.read(`${folder}/${name}`));
    const version = /^\d+\.\d+\.\d+\S*(?=\s*$)/.exec(text ?? '')?.[0];
    if (version !== undefined) return { value: version.slice(0, 40) };
  }
  return { problem: `${visible(sdk)} is no nRF Connect SDK: there is no nrf/VERSION in it` };
}
