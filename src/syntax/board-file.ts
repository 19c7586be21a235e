import type { SourceFile } from '../text/source.ts';
import type { Parsed } from './parser.ts';
import { yamlDocument } from './static-yaml/document.ts';
import { child, type YamlNode } from './static-yaml/node.ts';

/** A board of hardware model v2, as its `board.yml` describes it. */
export interface BoardFile {
  readonly name: string;
  /** SoC and variant: "nrf9151", "nrf9151/ns". The clusters of a SoC are not written there. */
  readonly qualifiers: readonly string[];
  readonly revisions: readonly string[];
  readonly defaultRevision: string | undefined;
}

/** Reads a `board.yml`: one `board:`, or several below `boards:`. */
export function boardFile(source: SourceFile): Parsed<readonly BoardFile[]> {
  const { root, problem } = yamlDocument(source);
  const one = child(root, 'board');
  const boards = [...(one ? [one] : []), ...list(child(root, 'boards'))];
  return {
    source,
    problems: problem ? [problem] : [],
    tree: boards.flatMap((board) => {
      const name = text(child(board, 'name')) ?? text(child(board, 'extend'));
      if (name === undefined) return [];
      return [
        {
          name,
          qualifiers: qualifiers(child(board, 'socs'), 8),
          revisions: revisions(child(board, 'revision')),
          defaultRevision: text(child(child(board, 'revision'), 'default')),
        },
      ];
    }),
  };
}

/** `depth` bounds what nested variants can cost. */
function qualifiers(names: YamlNode | undefined, depth: number): readonly string[] {
  return list(names).flatMap((node) => {
    const own = text(child(node, 'name'));
    if (own === undefined || depth === 0) return [];
    // A variant of one cluster names it (zephyr/scripts/list_boards.py:81-87 (2.7.0)).
    const cluster = text(child(node, 'cpucluster'));
    const name = cluster === undefined ? own : `${cluster}/${own}`;
    const inner = [
      ...qualifiers(child(node, 'variants'), depth - 1),
      ...qualifiers(child(node, 'cpuclusters'), depth - 1),
    ];
    return [name, ...inner.map((rest) => `${name}/${rest}`)];
  });
}

const revisions = (node: YamlNode | undefined): readonly string[] =>
  list(child(node, 'revisions')).flatMap((revision) => text(child(revision, 'name')) ?? []);

const list = (node: YamlNode | undefined): readonly YamlNode[] => (node?.kind === 'list' ? node.items : []);

/** As written: the revision 1.10 is not 1.1. */
function text(node: YamlNode | undefined): string | undefined {
  if (node?.kind !== 'scalar' || node.value.type === 'null') return undefined;
  return node.value.type === 'string' ? node.value.value : node.text;
}
