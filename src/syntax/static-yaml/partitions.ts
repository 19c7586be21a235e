import type { NestedPartitions, YamlEntry, YamlNumber, YamlPartition, YamlText } from '../static-yaml.ts';
import { keyText, type YamlMapping, type YamlNode, type YamlPair } from './node.ts';

/** The entries of the root that are mappings, the one that nests partitions excepted. */
export function yamlPartitions(root: YamlNode | undefined): YamlPartition[] {
  if (root?.kind !== 'mapping') return [];
  return root.entries.flatMap((pair) =>
    pair.value.kind === 'mapping' && !isNesting(pair) ? [partition(pair, pair.value)] : [],
  );
}

/** What stands below `partitions:`, as a mapping by name or as a list with names. */
export function nestedPartitions(root: YamlNode | undefined): NestedPartitions | undefined {
  if (root?.kind !== 'mapping') return undefined;
  const pair = root.entries.find(isNesting);
  if (!pair) return undefined;
  const partitions =
    pair.value.kind === 'list' ? pair.value.items.flatMap((item) => listed(item)) : yamlPartitions(pair.value);
  return { key: keyText(pair.key), keySpan: pair.key.span, partitions };
}

/** True for a key whose value is no partition but holds partitions. */
export function isNesting({ key, value }: YamlPair): boolean {
  const plural = /^(pm_)?(static_)?partitions?$/i.test(keyText(key));
  if (value.kind === 'list') return plural && value.items.some((item) => item.kind === 'mapping');
  if (value.kind !== 'mapping' || value.entries.length === 0) return false;
  const children = value.entries.map((entry) => entry.value);
  return children.every(({ kind }) => kind === 'mapping') && (plural || children.every(hasPlace));
}

const hasPlace = (node: YamlNode): boolean =>
  node.kind === 'mapping' && node.entries.some(({ key }) => /^(address|size)$/.test(keyText(key)));

function listed(item: YamlNode): YamlPartition[] {
  if (item.kind !== 'mapping') return [];
  const name = item.entries.find(({ key, value }) => /^(name|label)$/.test(keyText(key)) && value.kind === 'scalar');
  if (name?.value.kind !== 'scalar') return [];
  return [partition({ key: name.value, value: item, merged: false, span: item.span }, item)];
}

function partition({ key, span }: YamlPair, mapping: YamlMapping): YamlPartition {
  // The later of two wins.
  const pair = (name: string): YamlPair | undefined => mapping.entries.findLast((entry) => keyText(entry.key) === name);
  const members = pair('span');
  return {
    name: keyText(key),
    nameSpan: key.span,
    span,
    address: number(pair('address')),
    size: number(pair('size')),
    endAddress: number(pair('end_address')),
    region: text(pair('region')),
    device: text(pair('device')),
    members: members && names(members.value),
    entries: mapping.entries.map(entry),
  };
}

function number(pair: YamlPair | undefined): YamlNumber | undefined {
  if (pair?.value.kind !== 'scalar' || pair.value.value.type !== 'int') return undefined;
  return { value: pair.value.value.value, text: pair.value.text, span: pair.value.span, entrySpan: pair.span };
}

function text(pair: YamlPair | undefined): YamlText | undefined {
  if (pair?.value.kind !== 'scalar' || pair.value.value.type !== 'string') return undefined;
  return { text: pair.value.value.value, span: pair.value.span, entrySpan: pair.span };
}

/** Strings anywhere below: a name, a list of names, `{one_of: [...]}` in either. */
function names(node: YamlNode): YamlText[] {
  if (node.kind === 'list') return node.items.flatMap(names);
  if (node.kind === 'mapping') return node.entries.flatMap(({ value }) => names(value));
  return node.value.type === 'string' ? [{ text: node.value.value, span: node.span, entrySpan: node.span }] : [];
}

const entry = ({ key, value, span }: YamlPair): YamlEntry => ({
  key: keyText(key),
  keySpan: key.span,
  valueSpan: value.span,
  span,
});
