import { type Origin, originAt } from '../../diagnostic/origin.ts';
import { builtDevicetree } from '../../model/devicetree/built.ts';
import type { Devicetree } from '../../model/devicetree/devicetree.ts';
import { remembered } from '../../model/fact.ts';
import { unquoted } from '../../model/kconfig/assigned.ts';
import { type BuiltLine, builtValue } from '../../model/kconfig/built-value.ts';
import type { BuiltSymbols } from '../../model/kconfig/evaluate.ts';
import type { BuiltPartitions } from '../../model/partitions/build.ts';
import { builtPartitions } from '../../model/partitions/built.ts';
import { cmakeCache } from '../../syntax/cmake-cache.ts';
import { parseDevicetree } from '../../syntax/devicetree/parse.ts';
import type { DevicetreeSource } from '../../syntax/devicetree/tree.ts';
import { domains } from '../../syntax/domains.ts';
import { kconfigFragment } from '../../syntax/kconfig-fragment.ts';
import { memoryRegions } from '../../syntax/memory-regions.ts';
import { baseName, join } from '../../text/paths.ts';
import { SourceFile } from '../../text/source.ts';
import { boardTarget } from '../board-names.ts';
import type { Composition } from '../compose/composition.ts';
import { sysbuildFragment } from '../sysbuild-view.ts';
import type { Workspace } from '../workspace.ts';
import type { BuildFolder } from './build-folders.ts';
import { builtVersion } from './built-version.ts';
import { configuredBoard } from './configured-board.ts';
import { imageFolder } from './recorded-files.ts';
import { foreignModules, isBoardOfSdk, sdkWorkspace } from './sdk-folders.ts';
import { withImages } from './unforeseen-images.ts';
import { writtenPlaces } from './written-places.ts';

/** What a build has made: the final configuration, devicetree and partitions of its images. */
export interface BuildResults {
  readonly folder: string;
  /** Of the SDK it was built with; undefined where the build does not say it. */
  readonly version: string | undefined;
  /** False where it was built with a Zephyr without the module `nrf`; undefined where the build does not say it. */
  readonly isOfSdk: boolean | undefined;
  /** Folders of modules that do not lie in the workspace of the SDK, on the machine it was built on. */
  readonly foreignModules: readonly string[];
  /** Those that have a `.config` or a `zephyr.dts`; the application is `app`. */
  readonly images: readonly BuiltImage[];
  /** The image of this name; undefined where it was not built. */
  image(name: string): BuiltImage | undefined;
  /** The `SB_CONFIG_` symbols; undefined where the build has none. */
  readonly sysbuild: Symbols | undefined;
  /** Those of the application's domain; undefined where Partition Manager did not run. */
  readonly partitions: PartitionResults | undefined;
  /** With the images that were built and that no file of the application leads to. */
  composition(composed: Composition): Composition;
}

/** A `partitions.yml`. */
export interface PartitionResults extends BuiltPartitions {
  /** Where a partition is written. */
  originOf(name: string): Origin | undefined;
}

/** A `.config`. */
export interface Symbols extends BuiltSymbols {
  /** The line of a symbol, without prefix. */
  line(symbol: string): BuiltLine | undefined;
  /** Symbols whose value somebody asked for, without prefix. */
  readonly asked: ReadonlySet<string>;
}

export interface BuiltImage {
  readonly name: string;
  /** Where it was built. */
  readonly folder: string;
  /** As in file names; undefined where the build does not say it. */
  readonly board: string | undefined;
  /** Undefined where there is no `.config` that can be read. */
  readonly kconfig: Symbols | undefined;
  /** Whether there is a `zephyr.dts` that can be read. */
  readonly hasDevicetree: boolean;
  /** The tree of `zephyr.dts`, with the places of what predicted it; undefined where there is none that can be read. */
  devicetree(predicted: Devicetree): Devicetree | undefined;
}

/** Reads what was built in a folder, for the application at `root`. */
export function buildResults(workspace: Workspace, root: string, build: BuildFolder): BuildResults {
  const { folder } = build;
  const version = builtVersion(workspace, build)?.value;
  const images = imagesIn(workspace, root, build).map((at) => builtImage(workspace, root, build, at, version ?? ''));
  const sysbuild = build.sysbuild ? symbolsIn(workspace, join(folder, 'zephyr/.config'), sysbuildFragment) : undefined;
  const caches = [build, ...images].map((one) => workspace.parsed(join(one.folder, 'CMakeCache.txt'), cmakeCache));
  return {
    folder,
    version,
    isOfSdk: isBuildOfSdk(images),
    foreignModules: [...new Set(caches.flatMap((cache) => (cache ? foreignModules(cache.values) : [])))],
    images,
    image: (name) => images.find((one) => one.name === name),
    sysbuild,
    partitions: partitionsIn(workspace, folder),
    composition: (composed) => withImages(composed, images),
  };
}

/** Every module has a symbol, that of Nordic's chips with either Zephyr. */
function isBuildOfSdk(images: readonly BuiltImage[]): boolean | undefined {
  const has = (symbol: string): boolean => images.some(({ kconfig }) => kconfig?.line(symbol)?.value === 'y');
  return has('ZEPHYR_NRF_MODULE') ? true : has('ZEPHYR_HAL_NORDIC_MODULE') ? false : undefined;
}

interface ImageAt {
  readonly name: string;
  readonly at: string;
}

/** Each folder of the build that has results is an image; a child image may have a child, such as `hci_rpmsg/b0n`. */
function imagesIn(workspace: Workspace, root: string, build: BuildFolder): readonly ImageAt[] {
  const listed = workspace.parsed(join(build.folder, 'domains.yaml'), domains);
  const own = build.sysbuild && listed?.application !== undefined ? join(build.folder, listed.application) : undefined;
  const app = own !== undefined && isImage(workspace, own) ? own : imageFolder(workspace, root, build, 'app');
  const found: ImageAt[] = app === undefined ? [] : [{ name: 'app', at: app }];
  const below = (folder: string): readonly string[] =>
    workspace
      .list(folder)
      .flatMap(({ name, kind }) => (kind === 'folder' ? [join(folder, name)] : []))
      .slice(0, MOST_FOLDERS);
  const first = below(build.folder);
  const second = build.sysbuild ? [] : first.filter((one) => isImage(workspace, one)).flatMap(below);
  for (const at of [...first, ...second]) {
    const name = baseName(at);
    if (at !== app && isImage(workspace, at) && !found.some((one) => one.name === name)) found.push({ name, at });
  }
  return found;
}

/** A build has a dozen. */
const MOST_FOLDERS = 500;

const isImage = (workspace: Workspace, folder: string): boolean =>
  ['zephyr/.config', 'zephyr/zephyr.dts'].some((name) => workspace.isFile(join(folder, name)));

function builtImage(
  workspace: Workspace,
  root: string,
  build: BuildFolder,
  { name, at: folder }: ImageAt,
  version: string,
): BuiltImage {
  const config = symbolsIn(workspace, join(folder, 'zephyr/.config'), ofImage);
  const cache = workspace.parsed(join(folder, 'CMakeCache.txt'), cmakeCache)?.values ?? new Map<string, string>();
  const path = join(folder, 'zephyr/zephyr.dts');
  // What the user's files do not say is the board's, and that is the SDK's or the user's.
  const isOfUser = (isBoardOfSdk(cache) ?? isBoardOfSdk(build.cache.values)) === false;
  const placeOf = writtenPlaces(workspace, path, {
    ...build,
    version,
    topdir: sdkWorkspace(cache) ?? sdkWorkspace(build.cache.values),
    root,
  });
  const tree = remembered(() => treeIn(workspace, path, isOfUser ? undefined : version));
  return {
    name,
    folder,
    board: boardOf(config),
    kconfig: config,
    get hasDevicetree() {
      return tree() !== undefined;
    },
    devicetree(predicted) {
      const source = tree();
      return source && builtDevicetree(source, workspace.shown(path), predicted, placeOf);
    },
  };
}

/** What is broken is left out, and said. It includes nothing: all of that was done when it was written. */
function treeIn(workspace: Workspace, path: string, sdk: string | undefined): DevicetreeSource | undefined {
  const source = workspace.source(path);
  if (!source) return undefined;
  const { tree, problems } = parseDevicetree(
    sdk === undefined ? source : new SourceFile(source.path, source.text, sdk),
  );
  const [problem] = problems;
  if (!problem) return tree;
  workspace.leaveOut(path, `is no devicetree: ${problem.message}`);
  return undefined;
}

const ofImage = (source: SourceFile): ReturnType<typeof kconfigFragment> => kconfigFragment(source);

/** `nrf52840dk/nrf52840` since hardware model v2, and before that the name in file names. */
function boardOf(symbols: Symbols | undefined): string | undefined {
  const board = configuredBoard((symbol) => symbols?.line(symbol)?.value);
  return board ? boardTarget(board).name : undefined;
}

function symbolsIn(
  workspace: Workspace,
  path: string,
  parse: (source: SourceFile) => ReturnType<typeof kconfigFragment>,
): Symbols | undefined {
  const fragment = workspace.parsed(path, parse);
  if (!fragment) return undefined;
  const lines = new Map<string, BuiltLine>();
  for (const { symbol, value, string, span } of fragment.tree.assignments)
    lines.set(symbol.replace(/^(SB_)?CONFIG_/, ''), { value: string ?? unquoted(value), origin: originAt(span) });
  if (lines.size === 0) {
    workspace.leaveOut(path, 'assigns nothing');
    return undefined;
  }
  const asked = new Set<string>();
  const line = (symbol: string): BuiltLine | undefined => lines.get(symbol) ?? lines.get(otherName(symbol));
  return {
    line,
    asked,
    value(symbol, expected, type) {
      asked.add(symbol);
      return builtValue(line(symbol), expected, type);
    },
  };
}

/** `SOC_SERIES_NRF52X` is `SOC_SERIES_NRF52` from NCS 3.3 on: facts of one version are held against builds of another. */
const otherName = (symbol: string): string =>
  symbol.startsWith('SOC_SERIES_NRF') ? (symbol.endsWith('X') ? symbol.slice(0, -1) : `${symbol}X`) : symbol;

function partitionsIn(workspace: Workspace, folder: string): PartitionResults | undefined {
  const file = workspace.isFile(join(folder, 'partitions.yml'))
    ? workspace.staticYaml(join(folder, 'partitions.yml'))
    : undefined;
  if (!file) return undefined;
  if (file.problems.length > 0 || file.tree.partitions.length === 0) {
    workspace.leaveOut(join(folder, 'partitions.yml'), `has no partitions that can be read`);
    return undefined;
  }
  const regions = workspace.parsed(join(folder, 'regions.yml'), memoryRegions);
  return {
    ...builtPartitions(file.tree, regions),
    originOf(name) {
      const entry = file.tree.partitions.findLast((one) => one.name === name);
      return entry && originAt(entry.nameSpan);
    },
  };
}
