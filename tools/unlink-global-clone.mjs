// @ts-check
import { lstatSync, mkdirSync, realpathSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Repairs what npm 10 and 11 do on `npm install --global git+https://...`. They
 *
 * 1. make the folder `<prefix>/lib/node_modules/ncslint`, to unpack into later;
 * 2. clone the repository into npm's cache and run `npm install` there, to get the tools for the build; since the
 *    setting "global" is inherited, this replaces the folder by a link to the clone;
 * 3. run `prepare` in the clone, pack the clone and unpack the tarball into the folder: now through the link, into the
 *    clone, which is then deleted. What is left is a link to nothing.
 *
 * Called at the end of `prepare` in step 3, this turns the link into an empty folder again.
 *
 * @param {string} root
 */
export function unlinkGlobalClone(root) {
  const { npm_config_global, npm_config_global_prefix: prefix, _PACOTE_NO_PREPARE_: step2 } = process.env;
  const clone = realpathSync(root);
  const isClone = basename(clone).startsWith('git-clone') && basename(dirname(dirname(clone))) === '_cacache';
  if (npm_config_global !== 'true' || !prefix || step2 || !isClone) return;
  const folder = join(prefix, process.platform === 'win32' ? 'node_modules' : 'lib/node_modules', 'ncslint');
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() || realpathSync(folder) !== clone) return;
  rmSync(folder);
  mkdirSync(folder);
}
