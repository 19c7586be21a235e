// One image, as the benchmark runs it: node kconfig-image.cjs <inputs.json>, which prints the values as `.config` has them.
// With `kept`, a folder, the tree of an earlier run is used as long as all it rests on is the same.
import { readFileSync } from 'node:fs';
import { diskStore } from '../src/cli/disk-store.ts';
import { nodeFiles } from '../src/cli/node-files.ts';
import { optimizeLate } from '../src/cli/optimize-late.ts';
import { kconfigTree } from '../src/model/kconfig-tree/build.ts';
import { Evaluation } from '../src/model/kconfig-tree/evaluation.ts';
import { type PackedTree, packed, unpacked } from '../src/model/kconfig-tree/packed.ts';
import { FileSources } from '../src/model/kconfig-tree/sources.ts';
import type { KconfigTree } from '../src/model/kconfig-tree/tree.ts';
import { userValues } from '../src/model/kconfig-tree/user-values.ts';
import { KeptOfSdk } from '../src/sdk/kept.ts';
import { SdkFiles } from '../src/sdk/sdk-files.ts';
import { kconfigFragment } from '../src/syntax/kconfig-fragment.ts';
import { type Looks, noLooks } from '../src/text/looks.ts';
import { SourceFile } from '../src/text/source.ts';

// As every run that finds an SDK.
optimizeLate();
const { root, variables, fragments, print, kept } = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as Inputs;

interface Inputs {
  readonly root: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly fragments: readonly string[];
  readonly print: boolean;
  readonly kept?: string;
}

/** What zephyr/scripts/kconfig/kconfigfunctions.py (2.4.0) answers where there is no devicetree. */
function withoutDevicetree(name: string): string | undefined {
  if (name === 'shields_list_contains') return 'n';
  if (!name.startsWith('dt_')) return undefined;
  if (/_label$|nodelabel_path$|node_parent$/.test(name)) return '';
  if (/_reg_.*_hex$/.test(name)) return '0x0';
  return /_(int|hex)$/.test(name) ? '0' : 'n';
}

/** As in a run with an SDK, whose folders are listed once. */
const disk = new SdkFiles(nodeFiles, '/');

function treeOf(looks?: Looks): KconfigTree {
  return kconfigTree({
    root,
    folder: variables['srctree']!,
    sources: new FileSources(disk).with(new Map(), looks),
    environment: { variable: (name) => variables[name], call: withoutDevicetree },
  });
}

function keptTree(folder: string): KconfigTree {
  const store = new KeptOfSdk(diskStore(folder)!, '', disk);
  const found = store.find<Omit<PackedTree, 'numbers'>>('image');
  if (found) return unpacked({ ...found.content, numbers: found.numbers });
  const looks = noLooks();
  const made = treeOf(looks);
  const { numbers, ...content } = packed(made);
  store.keep('image', looks, { content, numbers });
  return made;
}

const tree = kept === undefined ? treeOf() : keptTree(kept);
const lines = fragments.flatMap((path) => {
  const source = new SourceFile(path, readFileSync(path, 'utf8'));
  return kconfigFragment(source).tree.assignments.map((line) => ({
    symbol: line.symbol.slice('CONFIG_'.length),
    text: source.text.slice(line.symbolSpan.end + 1, line.span.end),
    isUnset: line.unset,
    origin: { kind: 'project' as const, span: line.span },
  }));
});
const evaluation = new Evaluation(tree, userValues(tree, lines)).all();
if (print) {
  const values = tree.defined.map((symbol) => [symbol.name, evaluation.text(symbol)]);
  console.log(JSON.stringify({ files: tree.files.length, values: Object.fromEntries(values) }));
}
