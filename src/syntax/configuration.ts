import type { Severity } from '../diagnostic/diagnostic.ts';
import { SourceFile, type Span } from '../text/source.ts';
import { configurationProblems } from './configuration/problems.ts';
import type { Parsed } from './parser.ts';
import { yamlDocument } from './static-yaml/document.ts';
import { keyText, type YamlNode } from './static-yaml/node.ts';

/** An `ncslint.yaml` or `ncslint.json` as it was written; nothing is filled in. */
export interface ConfigurationFile {
  readonly extends: readonly Written[];
  readonly sdk: string | undefined;
  readonly era: 'child-image' | 'sysbuild' | undefined;
  readonly boards: readonly string[] | undefined;
  readonly include: readonly string[] | undefined;
  readonly exclude: readonly string[];
  readonly rules: readonly WrittenLevel[];
  readonly overrides: readonly WrittenOverride[];
  readonly requireReason: boolean | undefined;
  readonly failOn: Severity | undefined;
  readonly maxWarnings: number | undefined;
  readonly baseline: string | undefined;
}

export interface Written {
  readonly text: string;
  readonly span: Span;
}

export interface WrittenLevel {
  /** A rule or a group of rules. */
  readonly rule: string;
  readonly level: Severity | 'off';
  /** Of the name. */
  readonly span: Span;
}

export interface WrittenOverride {
  readonly paths: readonly string[] | undefined;
  readonly images: readonly string[] | undefined;
  readonly rules: readonly WrittenLevel[];
}

/** Reads a configuration. Where there are problems, the tree holds what could be understood. */
export function configurationFile(source: SourceFile): Parsed<ConfigurationFile> {
  // JSON is YAML, but for the tabs before its lines.
  const isJson = source.path.endsWith('.json');
  const yaml = isJson ? new SourceFile(source.path, source.text.replace(/^[ \t]+/gm, spaces)) : source;
  const { root, problem } = yamlDocument(yaml);
  const at = (key: string): YamlNode | undefined => entry(root, key);
  const written = at('extends');
  return {
    source,
    tree: {
      extends: written?.kind === 'scalar' ? writtenTexts([written]) : writtenTexts(itemsOf(written)),
      sdk: textOf(at('sdk')),
      era: textOf(at('era')) as ConfigurationFile['era'],
      boards: words(at('boards')),
      include: words(at('include')),
      exclude: words(at('exclude')) ?? [],
      rules: levels(at('rules')),
      overrides: itemsOf(at('overrides')).map((node) => ({
        paths: words(entry(node, 'paths')),
        images: words(entry(node, 'images')),
        rules: levels(entry(node, 'rules')),
      })),
      requireReason: valueOf(at('requireReason'), 'boolean'),
      failOn: textOf(at('failOn')) as ConfigurationFile['failOn'],
      maxWarnings: valueOf(at('maxWarnings'), 'number'),
      baseline: textOf(at('baseline')),
    },
    problems: problem ? [problem] : configurationProblems(source, root),
  };
}

const spaces = (tabs: string): string => ' '.repeat(tabs.length);

/** Of a key that stands twice the last counts; that it does is one of the problems. */
const entry = (node: YamlNode | undefined, key: string): YamlNode | undefined =>
  node?.kind === 'mapping' ? node.entries.findLast((pair) => keyText(pair.key) === key)?.value : undefined;

const itemsOf = (node: YamlNode | undefined): readonly YamlNode[] => (node?.kind === 'list' ? node.items : []);

/** A version such as 2.10 is a number for YAML; what was written counts. */
function textOf(node: YamlNode | undefined): string | undefined {
  if (node?.kind !== 'scalar') return undefined;
  if (node.value.type === 'float') return node.text;
  return node.value.type === 'string' ? node.value.value : undefined;
}

const words = (node: YamlNode | undefined): readonly string[] | undefined =>
  node?.kind === 'list' ? node.items.flatMap((item) => textOf(item) ?? []) : undefined;

const writtenTexts = (nodes: readonly YamlNode[]): readonly Written[] =>
  nodes.flatMap((node) => {
    const text = textOf(node);
    return text === undefined ? [] : [{ text, span: node.span }];
  });

function valueOf(node: YamlNode | undefined, type: 'boolean'): boolean | undefined;
function valueOf(node: YamlNode | undefined, type: 'number'): number | undefined;
function valueOf(node: YamlNode | undefined, type: string): unknown {
  const value = node?.kind === 'scalar' ? node.value.value : undefined;
  return typeof value === type ? value : undefined;
}

/** YAML 1.1 reads `off` as false. */
const levels = (node: YamlNode | undefined): readonly WrittenLevel[] =>
  (node?.kind === 'mapping' ? node.entries : []).map(({ key, value }) => ({
    rule: keyText(key),
    level: (textOf(value) ?? 'off') as WrittenLevel['level'],
    span: key.span,
  }));
