import { closest } from '../../text/similar.ts';
import type { SourceFile, Span } from '../../text/source.ts';
import { jsonValue } from './json-value.ts';
import { keyText, type YamlMapping, type YamlNode, type YamlPair } from './node.ts';
import { isNesting } from './partitions.ts';
import validate, { type ShapeError } from './shape.generated.js';
import { misreadNumber, type Wording, wrongNumber, wrongText } from './value-type.ts';

/** Where a file is good YAML, but not what Partition Manager expects. */
export interface ShapeProblem {
  readonly kind: 'not-a-mapping' | 'missing' | 'value-type' | 'unknown-key' | 'duplicate-key' | 'nested-partitions';
  /** Name of the partition, where it lies in one. */
  readonly partition?: string;
  /** For `missing` the absent keys, joined by " and ". */
  readonly key?: string;
  /** No final stop. */
  readonly message: string;
  readonly span: Span;
  /** Few words that stand beside the place. */
  readonly label: string;
  readonly related?: { readonly span: Span; readonly text: string };
  readonly help?: string;
  /** What was probably meant: the text to put in place of `span`. */
  readonly replacement?: string;
  /** For `value-type`: PyYAML takes it for an integer, but for another one than it looks: `010` is 8. */
  readonly accepted?: boolean;
}

/** All of them, in the order of the file. */
export function shapeProblems(source: SourceFile, root: YamlNode | undefined): ShapeProblem[] {
  if (root?.kind !== 'mapping') return [noMapping(source, root)];
  const nesting = root.entries.find(isNesting);
  const problems = [...duplicates(root), ...names(root), ...misread(root)];
  if (nesting) problems.push(nested(nesting));

  if (!validate(jsonValue(root))) {
    for (const [place, errors] of grouped(validate.errors ?? [])) {
      const pair = last(root, place);
      if (pair && pair !== nesting && !isStray(root, pair)) problems.push(...partitionProblems(pair, errors));
    }
  }
  return problems.sort((a, b) => a.span.start - b.span.start);
}

function noMapping(source: SourceFile, root: YamlNode | undefined): ShapeProblem {
  const empty = root === undefined || isNothing(root);
  return {
    kind: 'not-a-mapping',
    message: empty
      ? 'the static file has no partitions: Partition Manager stops at it'
      : 'the static file is no mapping of names to partitions',
    span: root?.span ?? source.span(0, 0),
    label: empty ? 'nothing but comments' : `a ${root.kind}`,
    help: empty
      ? 'delete the file, or add a partition'
      : 'write `name:`, and below it, indented, `address: ...` and `size: ...`',
  };
}

/** The errors by partition: what ajv says of one place more than once is said once. */
function grouped(errors: readonly ShapeError[]): Map<string, ShapeError[]> {
  const groups = new Map<string, ShapeError[]>();
  for (const error of errors) {
    const place = segments(error.instancePath)[0] ?? '';
    groups.set(place, [...(groups.get(place) ?? []), error]);
  }
  return groups;
}

/** A key that is not indented, below a name that has no keys for that reason: the name is reported. */
const isStray = (root: YamlMapping, { key, value }: YamlPair): boolean =>
  value.kind !== 'mapping' && KEYS.includes(keyText(key)) && root.entries.some(({ value }) => isNothing(value));

const isNothing = (value: YamlNode): boolean => value.kind === 'scalar' && value.value.type === 'null';

function partitionProblems(pair: YamlPair, errors: readonly ShapeError[]): ShapeProblem[] {
  const partition = keyText(pair.key);
  if (pair.value.kind !== 'mapping') {
    const nothing = isNothing(pair.value);
    const span = nothing ? pair.key.span : pair.value.span;
    const message = nothing ? `${partition} has no keys` : `${partition} is no mapping with address and size`;
    const label = nothing ? 'nothing is indented below it' : 'not `key: value`';
    return [{ kind: 'not-a-mapping', partition, message, span, label, help: 'indent address and size below the name' }];
  }
  const mapping = pair.value;
  const unknown = new Map<string, ShapeProblem>();
  const wrong = new Map<string, ShapeProblem>();
  const missing: string[] = [];
  for (const { instancePath, keyword, params } of errors) {
    const key = segments(instancePath)[1];
    if (keyword === 'required' && key === undefined) missing.push(String(params.missingProperty));
    else if (keyword === 'additionalProperties' && key === undefined) {
      for (const problem of unknownKey(partition, mapping, String(params.additionalProperty)))
        unknown.set(problem.key!, problem);
    } else if (key !== undefined && !wrong.has(key)) {
      const entry = last(mapping, key);
      if (entry) wrong.set(key, valueType(partition, key, entry));
    }
  }
  const absent = [...new Set(missing)];
  const problems = [...unknown.values(), ...wrong.values()];
  if (absent.length > 0) problems.push(missingKeys(partition, pair, absent, [...unknown.values()]));
  return problems;
}

function missingKeys(
  partition: string,
  pair: YamlPair,
  absent: readonly string[],
  unknown: readonly ShapeProblem[],
): ShapeProblem {
  const key = absent.join(' and ');
  const mistyped = unknown.find(({ replacement }) => replacement !== undefined && absent.includes(replacement));
  const hasEnd = pair.value.kind === 'mapping' && last(pair.value, 'end_address') !== undefined;
  return {
    kind: 'missing',
    partition,
    key,
    message: `${partition} has no ${key}`,
    span: pair.key.span,
    label: `no ${key}`,
    ...(mistyped && {
      related: { span: mistyped.span, text: `\`${mistyped.key}\` is not \`${mistyped.replacement}\`` },
    }),
    help:
      hasEnd && key === 'size'
        ? 'end_address does not replace size: write size as end_address minus address'
        : `add ${absent.map((name) => `\`${name}: 0x...\``).join(' and ')} to ${partition}`,
  };
}

function unknownKey(partition: string, mapping: YamlMapping, key: string): ShapeProblem[] {
  const pair = last(mapping, key);
  if (!pair || pair.merged) return [];
  const known = KEYS.filter((name) => !last(mapping, name));
  const meant = SYNONYMS[key.toLowerCase()] ?? closest(key, known);
  const taken = meant !== undefined && !known.includes(meant);
  return [
    {
      kind: 'unknown-key',
      partition,
      key,
      message: `Partition Manager knows no key \`${key}\``,
      span: pair.key.span,
      label: 'has no effect',
      help:
        meant === undefined || taken
          ? `keys are ${KEYS.slice(0, 5).join(', ')} and some more`
          : `did you mean \`${meant}\`?`,
      ...(meant !== undefined && !taken && { replacement: meant }),
    },
  ];
}

/** The ones people write first; the rest is what Partition Manager adds or what belongs into pm.yml. */
const KEYS = [
  'address',
  'size',
  'region',
  'span',
  'end_address',
  'device',
  'orig_span',
  'affiliation',
  'extra_params',
  'placement',
  'inside',
  'share_size',
  'sharers',
  'one_of',
  'align',
  'align_next',
];

const SYNONYMS: Readonly<Record<string, string>> = {
  offset: 'address',
  addr: 'address',
  start: 'address',
  start_address: 'address',
  base: 'address',
  base_address: 'address',
  length: 'size',
  len: 'size',
  end: 'end_address',
  spans: 'span',
  memory: 'region',
};

function valueType(partition: string, key: string, { value, key: { span: keySpan } }: YamlPair): ShapeProblem {
  const what = `the ${key} of ${partition}`;
  const wording: Wording = key === 'region' || key === 'span' ? wrongText(what, value) : wrongNumber(what, value);
  // What is left out has no characters to point at.
  const span = value.span.end > value.span.start ? value.span : keySpan;
  return { kind: 'value-type', partition, key, span, ...wording };
}

/** Numbers PyYAML reads in base 8 or 60. */
function* misread(root: YamlMapping): Generator<ShapeProblem> {
  for (const { key, value } of root.entries) {
    if (value.kind !== 'mapping') continue;
    for (const pair of value.entries) {
      const name = keyText(pair.key);
      if (!['address', 'size', 'end_address'].includes(name) || pair.merged) continue;
      const wording = misreadNumber(`the ${name} of ${keyText(key)}`, pair.value);
      if (wording)
        yield {
          kind: 'value-type',
          partition: keyText(key),
          key: name,
          span: pair.value.span,
          accepted: true,
          ...wording,
        };
    }
  }
}

/** Names that are no strings: `no:` is False, `1:` is a number, and Partition Manager fails on both. */
function* names(root: YamlMapping): Generator<ShapeProblem> {
  for (const { key } of root.entries) {
    if (key.value.type === 'string') continue;
    const name = keyText(key);
    yield {
      kind: 'value-type',
      partition: name,
      message:
        name === ''
          ? 'a partition has no name'
          : `PyYAML reads the name \`${name}\` as ${key.value.type === 'bool' ? 'a boolean' : `a value of type ${key.value.type}`}, not as text`,
      span: key.span,
      label: 'not a string',
      ...(name !== '' && { help: 'put the name in quotes, or choose another one' }),
    };
  }
}

function* duplicates(root: YamlMapping): Generator<ShapeProblem> {
  const named = { ...root, entries: root.entries.filter((pair) => !isStray(root, pair)) };
  yield* doubled(named, (name) => `there are two partitions ${name}: the first one is dropped without a word`);
  for (const { key, value } of root.entries) {
    if (value.kind !== 'mapping') continue;
    const partition = keyText(key);
    yield* doubled(
      value,
      (name) => `${partition} has two keys \`${name}\`: the first one is dropped without a word`,
      partition,
    );
  }
}

function* doubled(
  mapping: YamlMapping,
  message: (name: string) => string,
  partition?: string,
): Generator<ShapeProblem> {
  const first = new Map<string, YamlPair>();
  for (const pair of mapping.entries) {
    if (pair.merged) continue;
    const id = identity(pair);
    const earlier = first.get(id);
    if (!earlier) {
      first.set(id, pair);
      continue;
    }
    const name = keyText(pair.key);
    yield {
      kind: 'duplicate-key',
      partition: partition ?? name,
      key: name,
      message: message(name),
      span: pair.key.span,
      label: 'this one counts',
      related: { span: earlier.key.span, text: 'the first one' },
      help: 'delete one of them',
    };
  }
}

function nested({ key, value }: YamlPair): ShapeProblem {
  const name = keyText(key);
  return {
    kind: 'nested-partitions',
    key: name,
    message: `Partition Manager takes \`${name}\` for a partition and finds none of those below it`,
    span: key.span,
    label: 'not a partition',
    help:
      value.kind === 'list'
        ? 'write each partition as `name:` from the first column'
        : `remove \`${name}:\` and move what is below it to the first column`,
  };
}

/** The pair that wins. */
const last = (mapping: YamlMapping, key: string): YamlPair | undefined =>
  mapping.entries.findLast((pair) => identity(pair) === key);

/** The key as `jsonValue` writes it. */
const identity = ({ key }: YamlPair): string => String(key.value.value);

const segments = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
