import { closest } from '../../text/similar.ts';
import type { SourceFile } from '../../text/source.ts';
import type { SyntaxProblem } from '../parser.ts';
import { jsonValue } from '../static-yaml/json-value.ts';
import { keyText, type YamlNode, type YamlPair } from '../static-yaml/node.ts';
import validate, { type ShapeError } from './shape.generated.js';

/** Keys at the top of a configuration, and in an override. */
export const topKeys = [
  ...['$schema', 'extends', 'sdk', 'era', 'boards', 'include', 'exclude', 'rules', 'overrides'],
  ...['requireReason', 'failOn', 'maxWarnings', 'baseline'],
];
export const overrideKeys = ['paths', 'images', 'rules'];

/** Where a document of YAML is no configuration, in the order of the file. */
export function configurationProblems(source: SourceFile, root: YamlNode | undefined): readonly SyntaxProblem[] {
  // An empty file says nothing, which is no mistake.
  if (!root || (root.kind === 'scalar' && root.value.type === 'null')) return [];
  const problems = duplicates(root);
  if (!validate(jsonValue(root))) {
    const told = new Set<string>();
    for (const error of validate.errors ?? []) {
      const problem = problemOf(source, root, error);
      // Several branches of the schema complain about one value; the first says it best.
      const place = problem && `${problem.span.start}-${problem.span.end}`;
      if (!problem || told.has(place!)) continue;
      told.add(place!);
      problems.push(problem);
    }
  }
  return problems.sort((a, b) => a.span.start - b.span.start);
}

function problemOf(source: SourceFile, root: YamlNode, error: ShapeError): SyntaxProblem | undefined {
  const { instancePath, keyword, params } = error;
  const steps = instancePath.split('/').slice(1).map(unescaped);
  const node = nodeAt(root, steps);
  const span = node?.span ?? source.span(0, 0);
  const key = steps.findLast((step) => !/^\d+$/.test(step)) ?? 'the configuration';
  switch (keyword) {
    case 'additionalProperties': {
      const unknown = String(params.additionalProperty);
      const pair = node?.kind === 'mapping' ? node.entries.findLast((one) => keyOf(one) === unknown) : undefined;
      const meant = closest(unknown, steps.length === 0 ? topKeys : overrideKeys);
      const message = `there is no key ${unknown}${meant === undefined ? '' : `; did you mean ${meant}?`}`;
      return { message, span: pair?.key.span ?? span };
    }
    case 'required':
      return { message: `${String(params.missingProperty)} is missing`, span };
    case 'enum': {
      const allowed = (params.allowedValues as unknown[]).filter((value) => typeof value === 'string');
      const written = node?.kind === 'scalar' ? keyText(node) : '';
      const meant = closest(written, allowed);
      const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
      return { message: `${key} is one of ${allowed.join(', ')}${hint}`, span };
    }
    case 'type':
      return { message: wrongType(key, String(params.type), node), span };
    case 'pattern':
      return { message: `${key} is empty`, span };
    case 'minimum':
      return { message: `${key} is at least ${String(params.limit)}`, span };
    default:
      return undefined;
  }
}

const names: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'a mapping',
  string: 'a text',
  integer: 'a whole number',
  boolean: 'true or false',
};

function wrongType(key: string, type: string, node: YamlNode | undefined): string {
  const wanted = `${key} is ${names[type] ?? type}`;
  const isNumber = node?.kind === 'scalar' && (node.value.type === 'int' || node.value.type === 'float');
  return type === 'string' && isNumber ? `${wanted}: write "${node.text}" in quotes` : wanted;
}

const keyOf = ({ key }: YamlPair): string => String(key.value.value);

function nodeAt(root: YamlNode, steps: readonly string[]): YamlNode | undefined {
  let node: YamlNode | undefined = root;
  for (const step of steps) {
    if (node?.kind === 'list') node = node.items[Number(step)];
    else if (node?.kind === 'mapping') node = node.entries.findLast((pair) => keyOf(pair) === step)?.value;
    else return undefined;
  }
  return node;
}

const unescaped = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~');

function duplicates(node: YamlNode): SyntaxProblem[] {
  if (node.kind === 'list') return node.items.flatMap(duplicates);
  if (node.kind !== 'mapping') return [];
  const own = node.entries.filter(({ merged }) => !merged);
  const seen = new Set<string>();
  const problems = own.flatMap((pair): SyntaxProblem[] => {
    const isSeen = seen.has(keyOf(pair));
    seen.add(keyOf(pair));
    return isSeen ? [{ message: `${keyOf(pair)} stands here a second time`, span: pair.key.span }] : [];
  });
  return [...problems, ...own.flatMap(({ value }) => duplicates(value))];
}
