import { buildInfo } from '../../syntax/build-info.ts';
import { cmakeCache } from '../../syntax/cmake-cache.ts';
import { baseName, below, isAbsolute, join } from '../../text/paths.ts';
import type { Workspace } from '../workspace.ts';
import type { BuildFolder } from './build-folders.ts';
import { relocated, uniform } from './relocated.ts';
import { moduleFolders } from './sdk-folders.ts';

/** The files that a build has read for one image. */
export interface RecordedFiles {
  /** The folder the image was built in. */
  readonly folder: string;
  readonly kconfig: Recorded;
  readonly devicetree: Recorded;
}

export interface Recorded {
  /** Paths in the workspace, in the order they were read; undefined where the build does not tell. */
  readonly own: readonly string[] | undefined;
  /** Those that the image of the SDK brings along, from its source folder: `prj.conf`, `boards/nrf52840dk_nrf52840.conf`. */
  readonly ofImage: readonly string[];
  /** Files of nobody that is known, as they were called where it was built. */
  readonly elsewhere: readonly string[];
}

/**
 * What a build has read for an image, `app` among them: from its `build_info.yml`, which Zephyr has from 4.0 on, or from
 * its cache, where child images and the application keep the lists
 * (zephyr/cmake/modules/configuration_files.cmake:82-120, nrf/cmake/multi_image.cmake:375-413, 2.4.0). Undefined where the
 * image was not built.
 */
export function recordedFiles(
  workspace: Workspace,
  root: string,
  build: BuildFolder,
  image: string,
): RecordedFiles | undefined {
  const folder = imageFolder(workspace, root, build, image);
  if (folder === undefined) return undefined;
  const cache = workspace.parsed(join(folder, 'CMakeCache.txt'), cmakeCache)?.values ?? new Map<string, string>();
  const info = workspace.parsed(join(folder, 'build_info.yml'), buildInfo);
  const list = (...names: readonly string[]): readonly string[] =>
    names.flatMap((name) => (cache.get(name) ?? '').split(/[;\s]+/).filter((file) => file !== ''));
  // The lists of an image that sysbuild builds are in sysbuild's files.
  const isComplete = !build.sysbuild && cache.has('CACHED_CONF_FILE');
  const kconfig =
    info?.kconfig ?? (isComplete ? list('CACHED_CONF_FILE', 'EXTRA_CONF_FILE', 'OVERLAY_CONFIG') : undefined);
  const devicetree = info?.devicetree ?? (isComplete ? list('DTC_OVERLAY_FILE', 'EXTRA_DTC_OVERLAY_FILE') : undefined);
  const places: Places = {
    workspace,
    root,
    source: build.source ?? root,
    imageSource: image === 'app' ? undefined : (info?.sourceFolder ?? cache.get('APPLICATION_SOURCE_DIR')),
    output: uniform(cache.get('CMAKE_CACHEFILE_DIR') ?? folder),
    modules: [...new Set([...moduleFolders(cache), ...moduleFolders(build.cache.values)])],
  };
  return { folder, kconfig: sorted(kconfig, places), devicetree: sorted(devicetree, places) };
}

/**
 * `build/mcuboot`; the application's is the build's own, or with sysbuild that of its name. A child image may have a child,
 * as the network core has its bootloader: `build/hci_rpmsg/b0n`.
 */
export function imageFolder(workspace: Workspace, root: string, build: BuildFolder, image: string): string | undefined {
  if (image === 'app' && !build.sysbuild) return build.folder;
  const names = image === 'app' ? [baseName(build.source ?? root), baseName(root)] : [image];
  const children = build.sysbuild
    ? []
    : workspace
        .list(build.folder)
        .flatMap(({ name, kind }) => (kind === 'folder' ? [join(build.folder, `${name}/${image}`)] : []));
  return [...names.map((name) => join(build.folder, name)), ...children].find((folder) =>
    workspace.isFile(join(folder, 'CMakeCache.txt')),
  );
}

interface Places {
  readonly workspace: Workspace;
  readonly root: string;
  /** The application's sources where it was built. */
  readonly source: string;
  /** Those of an image of the SDK. */
  readonly imageSource: string | undefined;
  /** The folder of the image where it was built. */
  readonly output: string;
  /** The folders of Zephyr and of all modules there. */
  readonly modules: readonly string[];
}

function sorted(
  files: readonly string[] | undefined,
  { workspace, root, source, imageSource, output, modules }: Places,
): Recorded {
  const own: string[] = [];
  const ofImage: string[] = [];
  const elsewhere: string[] = [];
  for (const file of files ?? []) {
    const path = uniform(isAbsolute(file) ? file : join(source, file));
    const inImage = imageSource === undefined ? undefined : below(uniform(imageSource), path);
    const here = relocated(path, source, root);
    // What the build itself generates is known otherwise: arguments, and what sysbuild forces upon an image.
    if (below(output, path) !== undefined || OF_BOARD.test(path)) continue;
    if (inImage !== undefined) ofImage.push(inImage);
    else if (here !== undefined && (below(root, here) !== undefined || workspace.isFile(here))) own.push(here);
    // What the SDK adds by itself follows from the options of the build (`Forced`, `handedOn`).
    else if (!modules.some((module) => below(module, path) !== undefined)) elsewhere.push(path);
  }
  return { own: files && own, ofImage, elsewhere };
}

/** The defconfig and the tree of a board, wherever its folder is. */
const OF_BOARD = /_defconfig$|\.dts$/;
