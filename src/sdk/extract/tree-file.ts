import type { MacroFact, NodeFact, TreeFacts } from '../../model/sdk-facts.ts';
import type { TargetReadings } from '../data-files.ts';

/** The text of `trees/<name>.json`: a node per line. */
export const treeFile = ({ name, base, nodes }: TreeFacts): string =>
  lineFile({ kind: 'tree', name, ...(base === undefined ? {} : { base }) }, 'nodes', nodes.map(shortened));

/** The text of `targets.json`: a tree per line. */
export const targetsFile = (targets: ReadonlyMap<string, TargetReadings>): string =>
  `{"kind":"targets", "targets": {\n${[...targets].map(([name, read]) => `  "${name}":${JSON.stringify(read)}`).join(',\n')}\n}}\n`;

/** The text of `macros.json`: a macro per line. */
export const macrosFile = (macros: ReadonlyMap<string, MacroFact>): string =>
  `{"kind":"macros", "macros": {\n${[...macros].map(([name, macro]) => `  "${name}":${JSON.stringify(macro)}`).join(',\n')}\n}}\n`;

/** The places of properties without the name of the file where it is that of the node. */
function shortened(node: NodeFact): NodeFact {
  if (!node.properties) return node;
  const file = node.at.slice(0, node.at.lastIndexOf(':') + 1);
  const properties = Object.entries(node.properties).map(([name, [value, at]]) => {
    const isSame = typeof at === 'string' && at.startsWith(file);
    return [name, [value, isSame ? Number(at.slice(file.length)) : at]] as const;
  });
  return { ...node, properties: Object.fromEntries(properties) };
}

function lineFile(head: object, key: string, entries: readonly object[]): string {
  const lines = entries.map((entry) => `  ${JSON.stringify(entry)}`);
  return `${JSON.stringify(head).slice(0, -1)}, "${key}": [\n${lines.join(',\n')}\n]}\n`;
}
