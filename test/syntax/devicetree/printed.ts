import { parseDevicetree } from '../../../src/syntax/devicetree/parse.ts';
import type { BodyStatement, Cell, Reference, TopStatement, Value } from '../../../src/syntax/devicetree/tree.ts';
import type { SyntaxProblem } from '../../../src/syntax/parser.ts';
import { SourceFile } from '../../../src/text/source.ts';

/** A tree on one line: what the parser understood, in the language it was written in. Unknown parts as `?text?`. */
export const printed = (statements: readonly (TopStatement | BodyStatement)[]): string =>
  statements.map(statement).join(' ');

/** A problem as `2:11 message`, with its other place and its help behind it. */
export function told({ message, span, related, help }: SyntaxProblem): string {
  const { line, column } = span.file.position(span.start);
  const second = related ? ` (${related.text}: ${related.span.file.position(related.span.start).line})` : '';
  return `${line}:${column} ${message}${second}${help === undefined ? '' : ` [${help}]`}`;
}

/** What is said about a text. */
export const mistakes = (text: string, path = 'app.overlay'): string[] =>
  parseDevicetree(new SourceFile(path, text)).problems.map(told);

/** What is understood of a text. */
export const understood = (text: string): string =>
  printed(parseDevicetree(new SourceFile('a.dts', text)).tree.statements);

function statement(one: TopStatement | BodyStatement): string {
  switch (one.kind) {
    case 'included-tree':
      return `<${one.name}>`;
    case 'delete-node':
      return `/delete-node/ ${target(one.target)};`;
    case 'delete-property':
      return `/delete-property/ ${one.name.text};`;
    case 'property':
      return `${one.name.text}${one.values.length === 0 ? '' : ` = ${one.values.map(value).join(', ')}`};`;
    case 'node': {
      const labels = one.labels.map(({ text }) => `${text}: `).join('');
      const omit = one.omitIfNoRef ? '/omit-if-no-ref/ ' : '';
      const name = one.target.kind === 'root' ? '/' : target(one.target);
      return `${omit}${labels}${name} { ${one.body.map((inner) => `${statement(inner)} `).join('')}};`;
    }
  }
}

const target = (one: Reference | { kind: 'name'; name: string }): string =>
  one.kind === 'name' ? one.name : one.kind === 'label' ? `&${one.label}` : `&{${one.path}}`;

function value(one: Value): string {
  switch (one.kind) {
    case 'cells':
      return `${one.bits === 32 ? '' : `/bits/ ${one.bits} `}<${one.cells.map(cell).join(' ')}>`;
    case 'string':
      return JSON.stringify(one.text);
    case 'bytes':
      return `[${one.bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')}]`;
    case 'reference':
      return target(one.to);
    case 'unknown':
      return `?${one.text}?`;
  }
}

function cell(one: Cell): string {
  if (one.kind === 'phandle') return target(one.to);
  return one.kind === 'number' ? String(one.value) : `?${one.text}?`;
}
