import type { MacroFact, TreeFacts } from '../../model/sdk-facts.ts';
import type { FileSystem } from '../../text/file-system.ts';
import { baseName, folderOf } from '../../text/paths.ts';
import { NON_SECURE, type TargetReadings } from '../data-files.ts';
import { compareVersions } from '../versions.ts';
import { folders } from './checkout.ts';
import { DevicetreeFiles } from './devicetree-includes.ts';
import { macros } from './macros.ts';
import { treeFacts } from './tree-facts.ts';
import { macrosFile, targetsFile, treeFile } from './tree-file.ts';
import { SdkTrees } from './trees.ts';

/** The files of one board target of hardware model v2. */
export interface LaidOutTarget {
  /** "2.9.0", a release that built with these very files; "2.9.0~" where they are of that time, and not of one commit. */
  readonly version: string;
  readonly files: FileSystem;
}

/**
 * The devicetrees of board targets, of the SoCs they begin with and of the partitions they end with, as text by file name
 * below `data/`: one file for as many releases in a row as say the same, their lines those of the first of these.
 */
export function extractedTargets(targets: readonly LaidOutTarget[]): Map<string, string> {
  const readings = new Map<string, Reading[]>();
  for (const { version, files } of targets) {
    for (const facts of targetFacts(new SdkTrees(files, version), files)) {
      const of = readings.get(facts.name) ?? [];
      readings.set(facts.name, [...of, { version, facts }]);
    }
  }
  const runs = new Map<string, readonly Run[]>();
  // A board says the same as in another release only where the SoC below it does.
  for (const [name, of] of [...readings].sort(([, a], [, b]) => Number(hasBase(a)) - Number(hasBase(b)))) {
    runs.set(
      name,
      runsOf(
        name,
        of.map((reading) => withBase(reading, runs)),
      ),
    );
  }
  const sorted = [...runs].sort(([a], [b]) => (a < b ? -1 : 1));
  const index = sorted.map(([name, of]): [string, TargetReadings] => [
    name,
    of.map(({ first, last }) => (isMixed(first) ? [release(first)] : [first.version, last.version])),
  ]);
  return new Map([
    ['targets.json', targetsFile(new Map(index))],
    ['targets/macros.json', macrosFile(pinMacros(targets))],
    ...sorted.flatMap(([name, of]) =>
      of.map(({ first }): [string, string] => [`targets/${release(first)}/${name}.json`, treeFile(first.facts)]),
    ),
  ]);
}

/** How the cells of `psels` are made, which changed with hardware model v2; headers are laid out with few targets. */
function pinMacros(targets: readonly LaidOutTarget[]): ReadonlyMap<string, MacroFact> {
  const found = targets.findLast(({ files }) => files.stat(PINCTRL_HEADER));
  if (!found) return new Map();
  const source = new DevicetreeFiles(found.files, found.version).source(PINCTRL_HEADER);
  const version = release(found);
  return new Map([...macros([source])].map(([name, macro]) => [name, { ...macro, at: `${macro.at} (${version})` }]));
}

const PINCTRL_HEADER = 'zephyr/include/zephyr/dt-bindings/pinctrl/nrf-pinctrl.h';

const isMixed = ({ version }: { readonly version: string }): boolean => version.endsWith('~');

const release = ({ version }: { readonly version: string }): string => version.replace('~', '');

const hasBase = ([reading]: readonly Reading[]): boolean => reading!.facts.base !== undefined;

/** The base by the name of its file: "2.9.0/nordic/nrf54l15_cpuapp.dtsi". */
function withBase({ version, facts }: Reading, runs: ReadonlyMap<string, readonly Run[]>): Reading {
  if (facts.base === undefined) return { version, facts };
  const run = runs.get(facts.base)!.find(({ versions }) => versions.includes(version))!;
  return { version, facts: { ...facts, base: `${release(run.first)}/${facts.base}` } };
}

interface Reading {
  readonly version: string;
  readonly facts: TreeFacts;
}

/** Releases in a row that say the same. */
interface Run {
  readonly first: Reading;
  readonly last: Reading;
  readonly versions: readonly string[];
}

function runsOf(name: string, readings: readonly Reading[]): Run[] {
  const runs: Run[] = [];
  for (const reading of readings.toSorted((a, b) => compareVersions(a.version, b.version))) {
    const before = runs.at(-1);
    if (
      before &&
      isMixed(before.first) === isMixed(reading) &&
      meaning(before.first.facts) === meaning(reading.facts)
    ) {
      runs[runs.length - 1] = { ...before, last: reading, versions: [...before.versions, reading.version] };
    } else if (before?.last.version === reading.version) {
      throw new Error(`${name} is read twice in ${reading.version}, and differs`);
    } else runs.push({ first: reading, last: reading, versions: [reading.version] });
  }
  return runs;
}

/** Without the places. */
const meaning = ({ nodes, base }: TreeFacts): string =>
  JSON.stringify([
    base,
    nodes.map(({ at: _, properties = {}, ...node }) => ({
      ...node,
      properties: Object.entries(properties).map(([name, [value]]) => [name, value]),
    })),
  ]);

function targetFacts(trees: SdkTrees, files: FileSystem): TreeFacts[] {
  const all = ['zephyr/boards', 'nrf/boards']
    .flatMap((root) => folders(files, root))
    .flatMap((folder) => files.list(folder).map(({ name }) => `${folder}/${name}`));
  const dts = all.find((path) => isBoard(path));
  if (dts === undefined) throw new Error('no board is laid out');
  const folder = folderOf(dts);
  const soc = firstInclude(trees, dts, folder);
  if (soc === undefined) throw new Error(`${dts} begins with no SoC`);
  const name = baseName(dts).slice(0, -'.dts'.length);
  const base = { name: socName(baseName(soc), name), tree: trees.tree([soc], folder) };
  const revision = all.filter((path) => path.endsWith('.overlay'));
  return [
    treeFacts(name, trees.tree([dts, ...revision], folder), base),
    treeFacts(base.name, base.tree),
    ...trees.files.opened.filter((path) => PARTITIONS.test(path)).map((path) => partitions(trees, path)),
  ];
}

/** Of some SoCs the same file has both worlds, and the board says before it which one: USE_NON_SECURE_ADDRESS_MAP. */
const socName = (file: string, board: string): string =>
  board.endsWith('_ns') && !file.includes('ns') ? `${NON_SECURE}nordic/${file}` : `nordic/${file}`;

/** Not one that others include: they are called `.dts` in places, too. */
const isBoard = (path: string): boolean => /\.dts$/.test(path) && !/_(common|conf)\.dts$/.test(path);

/** The file of the SoC that a board begins with, through files of its own. */
function firstInclude(trees: SdkTrees, path: string, folder: string): string | undefined {
  const source = trees.files.source(path);
  for (const [, quote, name = ''] of source.text.matchAll(/^#include\s+(["<])([^">]+)[">]/gm)) {
    const found = trees.files.find(name, quote === '<' ? 'angled' : 'quoted', source, folder);
    if (found === undefined || !/\.dtsi?$/.test(found)) continue;
    return /^(zephyr|nrf)\/dts\//.test(found) ? found : firstInclude(trees, found, folder);
  }
  return undefined;
}

const PARTITIONS = /\/dts\/.*\/nordic\/\w*partition\w*\.dtsi$/;

/** What the file of the SoC before it has included (zephyr/dts/common/mem.h:10-11 (2.4.0)). */
const MEMORY_SIZES = ['DT_SIZE_K(x) ((x) * 1024)', 'DT_SIZE_M(x) ((x) * 1024 * 1024)'];

const partitions = (trees: SdkTrees, path: string): TreeFacts => ({
  ...trees.overlayFacts(path, MEMORY_SIZES),
  name: `nordic/${baseName(path)}`,
});
