import { type SdkSearch, usualInstallFolders } from '../project/find-checkout.ts';
import { normalize } from '../text/paths.ts';
import { cacheFolder, diskStore } from './disk-store.ts';
import { nodeFiles } from './node-files.ts';
import { optimizeLate } from './optimize-late.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * Where SDKs are looked for. `given`: the workspace that was asked for, absolute; `why`: where, when not on the command line;
 * `isKept`: what is read of them is kept for later runs.
 */
export function sdkSearch(
  given: string | undefined,
  why: string | undefined,
  env: Surroundings['env'],
  isKept: boolean,
): SdkSearch {
  const home = env.HOME ?? env.USERPROFILE;
  return {
    disk: nodeFiles,
    given: given === undefined ? undefined : { folder: given, why: why ?? 'from --sdk' },
    zephyrBase: env.ZEPHYR_BASE,
    store: isKept ? diskStore(cacheFolder(env, process.platform)) : undefined,
    installFolders: usualInstallFolders(home && normalize(home), process.platform === 'win32'),
    found: optimizeLate,
  };
}
