import type { SourceFile, Span } from '../text/source.ts';
import type { Parsed } from './parser.ts';
import { yamlDocument } from './static-yaml/document.ts';
import type { YamlNode } from './static-yaml/node.ts';
import { nestedPartitions, yamlPartitions } from './static-yaml/partitions.ts';
import { type ShapeProblem, shapeProblems } from './static-yaml/shape.ts';

export type { ShapeProblem } from './static-yaml/shape.ts';

/** A static file of Partition Manager (`pm_static*.yml`), read as PyYAML's `safe_load` reads it. */
export interface StaticYaml {
  readonly root: 'mapping' | 'empty' | 'other';
  /** In file order, duplicates included: of two with one name the later wins. Entries that are no mapping are left out. */
  readonly partitions: readonly YamlPartition[];
  /** Partitions listed below a key of their own, `partitions:`, where Partition Manager does not look for them. */
  readonly nested: NestedPartitions | undefined;
  /** Where the file is YAML, but not what Partition Manager expects. Empty when there is a syntax problem. */
  readonly shape: readonly ShapeProblem[];
}

export interface NestedPartitions {
  readonly key: string;
  readonly keySpan: Span;
  readonly partitions: readonly YamlPartition[];
}

export interface YamlPartition {
  readonly name: string;
  readonly nameSpan: Span;
  /** From the name to the end of its mapping. */
  readonly span: Span;
  /** Only where it is an integer; anything else is a shape problem. Negative ones are kept. */
  readonly address: YamlNumber | undefined;
  readonly size: YamlNumber | undefined;
  readonly endAddress: YamlNumber | undefined;
  readonly region: YamlText | undefined;
  readonly device: YamlText | undefined;
  /** Names below the key `span`; undefined without that key, which is what makes an entry a container. */
  readonly members: readonly YamlText[] | undefined;
  /** All keys, in file order, duplicates included: of two with one name the later wins. */
  readonly entries: readonly YamlEntry[];
}

export interface YamlNumber {
  readonly value: number;
  /** As written: "0xf4000". */
  readonly text: string;
  /** Of the value. */
  readonly span: Span;
  /** Key and value. */
  readonly entrySpan: Span;
}

export interface YamlText {
  readonly text: string;
  /** Of the value, quotes included. */
  readonly span: Span;
  /** Key and value; for a member of a list the member. */
  readonly entrySpan: Span;
}

export interface YamlEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly valueSpan: Span;
  readonly span: Span;
}

export function staticYaml(source: SourceFile): Parsed<StaticYaml> {
  const { root, problem } = yamlDocument(source);
  const tree: StaticYaml = {
    root: rootKind(root),
    partitions: yamlPartitions(root),
    nested: nestedPartitions(root),
    shape: problem ? [] : shapeProblems(source, root),
  };
  return { source, tree, problems: problem ? [problem] : [] };
}

function rootKind(root: YamlNode | undefined): StaticYaml['root'] {
  if (root === undefined || (root.kind === 'scalar' && root.value.type === 'null')) return 'empty';
  return root.kind === 'mapping' ? 'mapping' : 'other';
}
