import type { SourceFile } from '../text/source.ts';
import { yamlDocument } from './static-yaml/document.ts';
import { keyText, type YamlNode, type YamlPair } from './static-yaml/node.ts';

/** A binding of devicetree nodes, or the `child-binding` in one, before its includes are merged (zephyr/dts/binding-template.yaml, 2.4.0). */
export interface BindingFile {
  readonly compatible: { readonly text: string; readonly line: number } | undefined;
  /** Those that nodes below one with this binding are on. */
  readonly buses: readonly string[];
  readonly onBus: string | undefined;
  readonly includes: readonly BindingInclude[];
  readonly properties: readonly DeclaredProperty[];
  readonly child: BindingFile | undefined;
}

/** Which properties of another binding are taken. */
export interface BindingFilter {
  readonly allowed: readonly string[] | undefined;
  readonly blocked: readonly string[] | undefined;
  readonly child: BindingFilter | undefined;
}

export interface BindingInclude extends BindingFilter {
  /** Of a file, without its folder. */
  readonly name: string;
}

export interface DeclaredProperty {
  readonly name: string;
  /** 1-based. */
  readonly line: number;
  readonly type: string | undefined;
  readonly enum: readonly (string | number)[] | undefined;
  readonly const: string | number | undefined;
  readonly isRequired: boolean;
  readonly isDeprecated: boolean;
}

/** Reads a binding; undefined for a file that is none. */
export function bindingFile(source: SourceFile): BindingFile | undefined {
  const { root } = yamlDocument(source);
  return root?.kind === 'mapping' ? binding(source, root, 4) : undefined;
}

/** `depth` bounds what nested bindings can cost. */
function binding(source: SourceFile, node: YamlNode, depth: number): BindingFile {
  const line = ({ span }: { readonly span: { readonly start: number } }): number => source.position(span.start).line;
  const compatible = pair(node, 'compatible');
  const text = compatible && plainText(compatible.value);
  const bus = value(node, 'bus');
  const child = depth > 0 ? value(node, 'child-binding') : undefined;
  return {
    compatible: compatible && text !== undefined ? { text, line: line(compatible) } : undefined,
    buses: bus?.kind === 'scalar' ? texts([bus]) : texts(items(bus)),
    onBus: plainText(value(node, 'on-bus')),
    includes: includes(value(node, 'include')),
    properties: pairs(value(node, 'properties')).map((property) => ({
      name: keyText(property.key),
      line: line(property),
      type: plainText(value(property.value, 'type')),
      enum:
        pair(property.value, 'enum') && items(value(property.value, 'enum')).flatMap((one) => plainValue(one) ?? []),
      const: plainValue(value(property.value, 'const')),
      isRequired: isTrue(value(property.value, 'required')),
      isDeprecated: isTrue(value(property.value, 'deprecated')),
    })),
    child: child?.kind === 'mapping' ? binding(source, child, depth - 1) : undefined,
  };
}

function includes(node: YamlNode | undefined): readonly BindingInclude[] {
  return (node?.kind === 'scalar' ? [node] : items(node)).flatMap((one) => {
    const name = plainText(one.kind === 'scalar' ? one : value(one, 'name'));
    return name === undefined ? [] : [{ name, ...filter(one, 4) }];
  });
}

function filter(node: YamlNode, depth: number): BindingFilter {
  const names = (key: string) => (pair(node, key) ? texts(items(value(node, key))) : undefined);
  const child = depth > 0 ? value(node, 'child-binding') : undefined;
  return {
    allowed: names('property-allowlist'),
    blocked: names('property-blocklist'),
    child: child && filter(child, depth - 1),
  };
}

const pairs = (node: YamlNode | undefined): readonly YamlPair[] => (node?.kind === 'mapping' ? node.entries : []);

const pair = (node: YamlNode | undefined, key: string): YamlPair | undefined =>
  pairs(node).findLast((one) => keyText(one.key) === key);

const value = (node: YamlNode | undefined, key: string): YamlNode | undefined => pair(node, key)?.value;

const items = (node: YamlNode | undefined): readonly YamlNode[] => (node?.kind === 'list' ? node.items : []);

const texts = (nodes: readonly YamlNode[]): readonly string[] => nodes.flatMap((node) => plainText(node) ?? []);

const plainText = (node: YamlNode | undefined): string | undefined =>
  node?.kind === 'scalar' && node.value.type !== 'null' ? keyText(node) : undefined;

function plainValue(node: YamlNode | undefined): string | number | undefined {
  if (node?.kind !== 'scalar') return undefined;
  return node.value.type === 'int' ? node.value.value : plainText(node);
}

const isTrue = (node: YamlNode | undefined): boolean =>
  node?.kind === 'scalar' && node.value.type === 'bool' && node.value.value;
