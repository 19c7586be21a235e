// One image, as the benchmark runs it: node kconfig-image.mjs <inputs.json>, which prints the values as `.config` has them.
import { readFileSync } from 'node:fs';
import { nodeFiles } from '../src/cli/node-files.ts';
import { kconfigTree } from '../src/model/kconfig-tree/build.ts';
import { Evaluation } from '../src/model/kconfig-tree/evaluation.ts';
import { FileSources } from '../src/model/kconfig-tree/sources.ts';
import { userValues } from '../src/model/kconfig-tree/user-values.ts';
import { kconfigFragment } from '../src/syntax/kconfig-fragment.ts';
import { SourceFile } from '../src/text/source.ts';

const { root, variables, fragments, print } = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as Inputs;

interface Inputs {
  readonly root: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly fragments: readonly string[];
  readonly print: boolean;
}

/** What zephyr/scripts/kconfig/kconfigfunctions.py (2.4.0) answers where there is no devicetree. */
function withoutDevicetree(name: string): string | undefined {
  if (name === 'shields_list_contains') return 'n';
  if (!name.startsWith('dt_')) return undefined;
  if (/_label$|nodelabel_path$|node_parent$/.test(name)) return '';
  if (/_reg_.*_hex$/.test(name)) return '0x0';
  return /_(int|hex)$/.test(name) ? '0' : 'n';
}

const tree = kconfigTree({
  root,
  folder: variables['srctree']!,
  sources: new FileSources(nodeFiles),
  environment: { variable: (name) => variables[name], call: withoutDevicetree },
});
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
