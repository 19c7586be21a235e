import type { SourceFile } from '../text/source.ts';
import { yamlDocument } from './static-yaml/document.ts';
import { keyText, type YamlNode } from './static-yaml/node.ts';

/** A snippet, as its `snippet.yml` describes it (zephyr/scripts/schemas/snippet-schema.yml, 2.4.0). */
export interface SnippetFile {
  readonly name: string | undefined;
  /** What it adds, in order, the parts for certain boards behind the general one. Paths are relative to the file. */
  readonly appends: readonly SnippetAppend[];
}

export interface SnippetAppend {
  /** The name of a board, or `/pattern/`; undefined for every board. */
  readonly board: string | undefined;
  /** "EXTRA_DTC_OVERLAY_FILE" */
  readonly variable: string;
  readonly file: string;
}

/** Reads a `snippet.yml`. */
export function snippetFile(source: SourceFile): SnippetFile {
  const { root } = yamlDocument(source);
  const boards = pairs(child(root, 'boards')).flatMap(({ key, value }) =>
    appends(child(value, 'append'), keyText(key)),
  );
  return { name: text(child(root, 'name')), appends: [...appends(child(root, 'append'), undefined), ...boards] };
}

const appends = (node: YamlNode | undefined, board: string | undefined): readonly SnippetAppend[] =>
  pairs(node).flatMap(({ key, value }) => {
    const file = text(value);
    return file === undefined ? [] : [{ board, variable: keyText(key), file }];
  });

const pairs = (node: YamlNode | undefined) => (node?.kind === 'mapping' ? node.entries : []);

const child = (node: YamlNode | undefined, name: string): YamlNode | undefined =>
  pairs(node).findLast(({ key }) => keyText(key) === name)?.value;

const text = (node: YamlNode | undefined): string | undefined =>
  node?.kind === 'scalar' && node.value.type !== 'null' ? keyText(node) : undefined;
