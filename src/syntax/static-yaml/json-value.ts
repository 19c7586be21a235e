import type { YamlNode } from './node.ts';

/** The value of a node for a JSON Schema: of duplicate keys the last one, of merged ones the own. */
export function jsonValue(node: YamlNode): unknown {
  if (node.kind === 'list') return node.items.map(jsonValue);
  if (node.kind === 'mapping') {
    const object: Record<string, unknown> = Object.create(null);
    for (const { key, value } of node.entries) object[String(key.value.value)] = jsonValue(value);
    return object;
  }
  // JSON Schema takes 4096.0 for an integer, Python does not: a float is shown as its text.
  return node.value.type === 'float' ? node.text : node.value.value;
}
