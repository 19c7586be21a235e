import type { Span } from '../../text/source.ts';
import type { ScalarValue } from './scalar.ts';

/** A YAML tree as PyYAML would construct it: aliases followed, merge keys spread, scalars resolved. */
export type YamlNode = YamlScalar | YamlList | YamlMapping;

export interface YamlScalar {
  readonly kind: 'scalar';
  readonly value: ScalarValue;
  /** As written, quotes included; empty where a value is left out. */
  readonly text: string;
  readonly quoted: boolean;
  readonly span: Span;
}

export interface YamlList {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
  readonly span: Span;
}

export interface YamlMapping {
  readonly kind: 'mapping';
  /** In file order, duplicates included; entries that come from a merge key stand first, for they lose. */
  readonly entries: readonly YamlPair[];
  readonly span: Span;
}

export interface YamlPair {
  readonly key: YamlScalar;
  readonly value: YamlNode;
  /** True where the pair was written elsewhere and came by `<<`. */
  readonly merged: boolean;
  readonly span: Span;
}

/** A key as people write it: the text of a string, the source of anything else. */
export const keyText = ({ value, text }: YamlScalar): string => (value.type === 'string' ? value.value : text);

/** What stands behind a key of a mapping; of duplicates the last one, as for PyYAML. */
export const child = (node: YamlNode | undefined, key: string): YamlNode | undefined =>
  node?.kind === 'mapping' ? node.entries.findLast((pair) => keyText(pair.key) === key)?.value : undefined;
