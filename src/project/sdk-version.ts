import type { Choice } from '../diagnostic/report.ts';
import { releaseOf } from '../model/release.ts';
import { westManifest } from '../syntax/west-manifest.ts';
import { join } from '../text/paths.ts';
import type { SourceFile } from '../text/source.ts';
import { foldersAround, sourceAround } from './around.ts';
import { type BuildFolder, buildFolders } from './built/build-folders.ts';
import { builtVersion, versionInPath } from './built/built-version.ts';
import { editorSettings } from './vscode.ts';
import type { Workspace } from './workspace.ts';

/**
 * The SDK version a build uses, from the strongest evidence there is: the option; what a build folder says, `build` alone
 * where it is given; a west manifest, the SDK itself or the editor's settings, in the application or in the nearest folder
 * around it. A branch or a hash stays one.
 */
export function sdkVersion(
  workspace: Workspace,
  root: string,
  wanted: string | undefined,
  build?: BuildFolder,
): Choice | undefined {
  if (wanted !== undefined) return { value: bare(wanted), why: 'from --sdk' };
  const built = build ? builtVersion(workspace, build) : builtWith(workspace, root);
  if (built) return built;
  for (const folder of foldersAround(root)) {
    const found = manifestIn(workspace, folder) ?? versionFile(workspace, folder) ?? editor(workspace, folder);
    if (found) return found;
  }
  return undefined;
}

/** 2.04 for 2.4.1, so that versions compare; undefined for what is no version. */
export function versionNumber(version: string): number | undefined {
  const release = releaseOf(version);
  return release && release.major + release.minor / 100;
}

function builtWith(workspace: Workspace, root: string): Choice | undefined {
  for (const build of buildFolders(workspace, root)) {
    const found = builtVersion(workspace, build);
    if (found) return found;
  }
  return undefined;
}

/** `west.yml` in the folder, or the manifest that `.west/config` of a west workspace names. */
function manifestIn(workspace: Workspace, folder: string): Choice | undefined {
  const config = sourceAround(workspace, join(folder, '.west/config'))?.text;
  const path = config && /^\s*path\s*[=:]\s*(\S+)/m.exec(config)?.[1];
  const file = config && /^\s*file\s*[=:]\s*(\S+)/m.exec(config)?.[1];
  const named = path ? [join(join(folder, path), file || 'west.yml')] : [];
  for (const one of [join(folder, 'west.yml'), ...named]) {
    const revision = revisionIn(workspace, one);
    if (revision) return revision;
  }
  // `west-nrf.yml` beside a west.yml for another SDK; several that disagree say nothing.
  const others = workspace
    .list(folder)
    .filter(({ name, kind }) => kind === 'file' && name.startsWith('west') && /^west[-_.]\w[\w.-]*\.ya?ml$/.test(name))
    .flatMap(({ name }) => revisionIn(workspace, join(folder, name)) ?? []);
  return new Set(others.map(({ value }) => value)).size === 1 ? others[0] : undefined;
}

/** The revision of the SDK in a manifest. */
function revisionIn(workspace: Workspace, path: string): Choice | undefined {
  const source = sourceAround(workspace, path);
  const projects = source ? manifest(workspace, source) : [];
  const sdk =
    projects.find(({ name, repository }) => name === 'sdk-nrf' || repository === 'sdk-nrf') ??
    projects.find(({ name }) => name === 'nrf');
  if (sdk?.revision === undefined) return undefined;
  return { value: bare(sdk.revision), why: `from the revision of ${sdk.name} in ${workspace.shown(path)}` };
}

/** A manifest above many applications is read once. */
function manifest(workspace: Workspace, source: SourceFile): ReturnType<typeof westManifest>['tree'] {
  let known = manifests.get(workspace);
  if (!known) manifests.set(workspace, (known = new Map()));
  let tree = known.get(source.text);
  if (!tree) known.set(source.text, (tree = westManifest(source).tree));
  return tree;
}

const manifests = new WeakMap<Workspace, Map<string, ReturnType<typeof westManifest>['tree']>>();

/** The `VERSION` of the SDK, where the application lies in it or beside it. */
function versionFile(workspace: Workspace, folder: string): Choice | undefined {
  for (const sdk of [folder, join(folder, 'nrf')]) {
    const path = join(sdk, 'VERSION');
    const text = sourceAround(workspace, path)?.text.trim();
    // The SDK's own VERSION is one line; Zephyr and its applications have a VERSION with one word a line.
    if (!text || !/^\d+\.\d+\.\d+\S*$/.test(text) || !isSdk(workspace, sdk)) continue;
    return { value: text, why: `from ${workspace.shown(path)}` };
  }
  return undefined;
}

const isSdk = (workspace: Workspace, folder: string): boolean =>
  ['west.yml', 'Kconfig.nrf'].some((name) => sourceAround(workspace, join(folder, name)) !== undefined);

/** `${nrf-connect.sdk:2.4.0}`, or a folder named after the version. */
function editor(workspace: Workspace, folder: string): Choice | undefined {
  const settings = editorSettings(workspace, folder);
  if (settings?.topdir === undefined) return undefined;
  const { topdir, file } = settings;
  const value = /^\$\{nrf-connect\.sdk:v?([^}\s]+)\}/.exec(topdir)?.[1] ?? versionInPath(topdir);
  return value ? { value, why: `from nrf-connect.topdir in ${file}` } : undefined;
}

const bare = (version: string): string => version.replace(/^refs\/tags\//, '').replace(/^v(?=\d)/, '');
