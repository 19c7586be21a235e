import { Checkout } from '../sdk/checkout.ts';
import type { Store } from '../sdk/kept.ts';
import type { FileSystem } from '../text/file-system.ts';
import { folderOf, isAbsolute, join, normalize } from '../text/paths.ts';
import { foldersAround } from './around.ts';
import { buildFolders } from './built/build-folders.ts';
import { editorSettings } from './vscode.ts';
import type { Workspace } from './workspace.ts';

/** Where SDKs may be on this machine, apart from what the project says. Paths are absolute. */
export interface SdkSearch {
  /** All of the machine's. Of it, only what looks like an SDK is read. */
  readonly disk: FileSystem;
  /** The folder of the one that was asked for: there is no other then. */
  readonly given?: { readonly folder: string; readonly why: string } | undefined;
  /** The environment variable. */
  readonly zephyrBase?: string | undefined;
  /** Folders in which SDKs are installed side by side, each in one named after its version: `~/ncs/v2.4.0`. */
  readonly installFolders: readonly string[];
  /** Where what is read of them is kept for later runs. */
  readonly store?: Store | undefined;
  /** Told of every SDK that is found: whoever asked will read some thousand files of it. */
  readonly found?: (() => void) | undefined;
}

export interface FoundCheckout {
  readonly checkout: Checkout;
  /** A clause: "from ZEPHYR_BASE". */
  readonly why: string;
}

/**
 * The SDK an application is built with, where it is there: the given one; that of a build folder; the workspace around the
 * application; the one that the editor's settings name; ZEPHYR_BASE; an installed one. Where `version` is known
 * already, only that of the same version counts, and where nothing names a version, the only one that is installed.
 */
export function findCheckout(
  workspace: Workspace,
  root: string,
  search: SdkSearch,
  version: string | undefined,
): FoundCheckout | undefined {
  const { given } = search;
  if (given) return opened(search, given.folder, given.why);
  for (const { folder, why } of candidates(workspace, root, search, version)) {
    const found = opened(search, folder, why);
    if (found && agree(found.checkout.version, version)) return found;
  }
  const [only, ...others] = version === undefined ? installedSdks(search) : [];
  return only && others.length === 0 ? { checkout: only, why: `the only SDK in ${folderOf(only.folder)}` } : undefined;
}

/** All in the usual folders, by name. */
export const installedSdks = (search: SdkSearch): readonly Checkout[] =>
  search.installFolders.flatMap((folder) =>
    search.disk
      .list(folder)
      .flatMap(({ name, kind }) => (kind === 'file' ? [] : (opened(search, join(folder, name), '')?.checkout ?? []))),
  );

interface Candidate {
  readonly folder: string;
  readonly why: string;
}

function* candidates(
  workspace: Workspace,
  root: string,
  { zephyrBase, installFolders }: SdkSearch,
  version: string | undefined,
): Generator<Candidate> {
  for (const { folder, cache } of buildFolders(workspace, root)) {
    for (const name of ['ZEPHYR_NRF_MODULE_DIR', 'ZEPHYR_BASE', 'Zephyr_DIR']) {
      const value = normalize((cache.values.get(name) ?? '').replace(/[\\/]share[\\/]zephyr-package[\\/]cmake$/, ''));
      if (isAbsolute(value))
        yield { folder: folderOf(value), why: `from ${name} in ${workspace.shown(join(folder, 'CMakeCache.txt'))}` };
    }
  }
  for (const folder of foldersAround(root)) yield { folder, why: 'the workspace around the application' };
  const installed = (named: string): readonly string[] => [
    ...installFolders.flatMap((folder) => [join(folder, `v${named}`), join(folder, named)]),
  ];
  for (const around of foldersAround(root)) {
    const settings = editorSettings(workspace, around);
    if (settings?.topdir === undefined) continue;
    const topdir = settings.topdir.replace(/^\$\{workspace(?:Folder|Root)\}/, () => around);
    const named = /^\$\{nrf-connect\.sdk:v?([\w.-]+)\}/.exec(topdir)?.[1];
    const folders = named !== undefined ? installed(named) : isAbsolute(topdir) ? [normalize(topdir)] : [];
    for (const folder of folders) yield { folder, why: `from nrf-connect.topdir in ${settings.file}` };
  }
  if (zephyrBase !== undefined && isAbsolute(zephyrBase))
    yield { folder: folderOf(normalize(zephyrBase)), why: 'from ZEPHYR_BASE' };
  if (version !== undefined && /^[\w.-]+$/.test(version))
    for (const folder of installed(version)) yield { folder, why: `installed in ${folder}` };
}

/** What names no release, a branch or a hash, says nothing against the one that is there. */
const agree = (own: string, version: string | undefined): boolean =>
  version === undefined || !/^\d+\.\d+/.test(version) || own === version || own === `${version}.0`;

/** A folder is looked at once in all the run, whoever asks. */
function opened({ disk, store, found }: SdkSearch, folder: string, why: string): FoundCheckout | undefined {
  let known = checkouts.get(disk);
  if (!known) checkouts.set(disk, (known = new Map()));
  const isNew = !known.has(folder);
  if (isNew) known.set(folder, Checkout.open(disk, folder, store));
  const checkout = known.get(folder);
  if (isNew && checkout) found?.();
  return checkout && { checkout, why };
}

const checkouts = new WeakMap<FileSystem, Map<string, Checkout | undefined>>();

/** The folders of nRF Connect for Desktop and its like; with its files below a name of the version. */
export function usualInstallFolders(home: string | undefined, isWindows: boolean): readonly string[] {
  const own = home === undefined || !isAbsolute(home) ? [] : [join(home, 'ncs')];
  return isWindows ? ['C:/ncs', ...own] : [...own, '/opt/nordic/ncs'];
}
