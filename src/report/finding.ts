import type { Diagnostic, Label, Reason } from '../diagnostic/diagnostic.ts';
import type { SourceFile } from '../text/source.ts';
import { visible } from '../text/visible.ts';
import { clamped, codeFrame, type FrameStyle, type Mark, placeOf } from './code-frame.ts';
import { columns } from './columns.ts';
import { fixLines } from './fix-lines.ts';
import type { Page } from './page.ts';
import { wrap } from './wrap.ts';

/** Long blocks that were printed, by their text, and the rule they were printed for. */
export type Seen = Map<string, string>;

/** One diagnostic: headline, frames in the order of the argument, then what has no place in the project. */
export function renderFinding(diagnostic: Diagnostic, configurations: number, seen: Seen, page: Page): string[] {
  const frames = framesOf(diagnostic);
  const gutter = Math.max(1, ...frames.flatMap(({ marks }) => marks.map((mark) => digits(mark))));
  const style: FrameStyle = { gutter, width: page.width, ink: page.ink, paint: page.ink.severity[diagnostic.severity] };
  const pad = ' '.repeat(gutter);
  const bar = `${pad} ${page.ink.frame('|')}`;

  const lines = headline(diagnostic, page);
  frames.forEach(({ file, marks }, index) => {
    if (index > 0) lines.push(bar);
    lines.push(...unlessSeen(codeFrame(file, marks, index === 0 ? '-->' : ':::', style), seen, diagnostic, index));
  });
  lines.push(bar);

  const note = (key: string, text: string): string[] => noteLines(pad, key, text, page);
  diagnostic.because?.forEach((reason, index) => {
    if (!isDrawn(reason)) lines.push(...note(`because (${index + 1})`, reason.text), ...citation(reason, pad, page));
  });
  lines.push(...likelihood(diagnostic, page, note));
  if (diagnostic.help) lines.push(...note('help:', diagnostic.help));
  diagnostic.fixes?.forEach((fix, index) => {
    lines.push(...note(`${index === 0 ? 'fix' : 'or'} (${fix.safety}):`, fix.title));
    lines.push(...unlessSeen(fixLines(fix, `${pad}     `, page), seen, diagnostic, 1));
  });
  for (const consequence of diagnostic.consequences) lines.push(...note('leads to:', consequence));
  if (configurations > 1) lines.push(...note('found in', foundIn(diagnostic, configurations)));
  lines.push(`${pad} ${page.ink.dim('=')} ${page.ink.bold('docs:')} ${visible(diagnostic.url)}`);
  return lines;
}

function headline({ severity, rule, confidence, message }: Diagnostic, { width, ink }: Page): string[] {
  const tag = `${severity}[${visible(rule)}]`;
  const start = `${tag}${confidence === 'likely' ? ' (likely)' : ''}: `;
  const [first, ...rest] = wrap(message, width, start, '  ');
  return [ink.severity[severity](tag) + ink.bold(first!.slice(tag.length)), ...rest.map(ink.bold)];
}

/** `   = help: text`, the following lines hanging. The key is one the report chose. */
function noteLines(pad: string, key: string, text: string, { width, ink }: Page): string[] {
  const [first, ...rest] = wrap(text, width, `${pad} = ${key} `, `${pad}     `);
  const start = pad.length + ' = '.length + key.length;
  return [`${pad} ${ink.dim('=')} ${ink.bold(key)}${first!.slice(start)}`, ...rest];
}

interface Frame {
  readonly file: SourceFile;
  readonly marks: Mark[];
}

/** One frame a file, in the order in which the files enter the argument. */
function framesOf({ at, related = [], because = [] }: Diagnostic): readonly Frame[] {
  const frames: Frame[] = [];
  const add = ({ span, text }: Label, sign: Mark['sign']) => {
    const frame = frames.find(({ file }) => isSame(file, span.file));
    if (frame) frame.marks.push({ span, text, sign });
    else frames.push({ file: span.file, marks: [{ span, text, sign }] });
  };
  add(at, '^');
  for (const label of related) add(label, '-');
  because.forEach(({ text, origin }, index) => {
    if (origin?.kind === 'project') add({ span: origin.span, text: `because (${index + 1}) ${text}` }, '-');
  });
  return frames;
}

/** A file may have been read twice, once for each image. */
const isSame = (a: SourceFile, b: SourceFile): boolean =>
  a === b || (a.path === b.path && a.sdk === b.sdk && a.text === b.text);

const isDrawn = ({ origin }: Reason): boolean => origin?.kind === 'project';

const digits = ({ span }: Mark): number => String(clamped(span).line).length;

/** The place a reason without a frame rests on, on a line of its own; a path is not broken. */
function citation({ text, origin }: Reason, pad: string, page: Page): string[] {
  const indent = `${pad}     `;
  switch (origin?.kind) {
    case 'sdk':
      return [page.ink.dim(indent + placeOf(origin, origin.line))];
    case 'absent':
      if (origin.assumed) return [page.ink.dim(`${indent}${visible(origin.path)} was ${notSeen(page)}`)];
      return text.includes(origin.path) ? [] : [page.ink.dim(`${indent}there is no ${visible(origin.path)}`)];
    case 'argument':
      return wrap(`given to the build: ${origin.text}`, page.width, indent).map((line) => page.ink.dim(line));
    case 'assumed':
      return wrap(`assumed: ${origin.text}`, page.width, indent).map((line) => page.ink.dim(line));
    default:
      return [];
  }
}

const notSeen = ({ mode }: Page): string => (mode === 'diagnose' ? 'not posted' : 'not given');

/** On what a finding that is only likely rests: files nobody has seen, and assumptions. */
function likelihood(diagnostic: Diagnostic, page: Page, note: (key: string, text: string) => string[]): string[] {
  if (diagnostic.confidence !== 'likely') return [];
  const origins = (diagnostic.because ?? []).flatMap(({ origin }) => (origin ? [origin] : []));
  const absent = distinct(
    origins.map((origin) => (origin.kind === 'absent' && origin.assumed ? origin.path : undefined)),
  );
  const assumed = distinct(origins.map((origin) => (origin.kind === 'assumed' ? origin.text : undefined)));
  if (diagnostic.assumptions.length > 0) assumed.push(diagnostic.assumptions.join(', '));
  const was = absent.length === 1 ? 'it was' : 'they were';
  return [
    ...(absent.length > 0 ? note('holds if', `there is no ${absent.join(' and no ')} (${was} ${notSeen(page)})`) : []),
    ...assumed.flatMap((text) => note('assumed:', text)),
  ];
}

const distinct = (texts: readonly (string | undefined)[]): string[] => [
  ...new Set(texts.filter((text) => text !== undefined)),
];

function foundIn({ configurations }: Diagnostic, count: number): string {
  if (configurations.length === count) return `all ${count} configurations`;
  const all =
    configurations.length === 1
      ? `1 of ${count} configurations`
      : `${configurations.length} of ${count} configurations`;
  return `${all}: ${configurations.join(', ')}`;
}

/** A long block that was printed before is named instead; the first frame of a diagnostic (`index` 0) always stands. */
function unlessSeen(block: string[], seen: Seen, { rule }: Diagnostic, index: number): string[] {
  if (block.length < long) return block;
  // The width of the line numbers does not make it another block.
  const key = block.join('\n').replaceAll(' ', '');
  const before = seen.get(key);
  seen.set(key, before ?? rule);
  if (before === undefined || index === 0) return block;
  const margin = ' '.repeat(columns(block[1]!) - columns(block[1]!.trimStart()));
  return [...(block[0]!.includes(':::') ? [block[0]!] : []), `${margin}(as above, for ${visible(before)})`];
}

/** Lines from which a block counts as long. */
const long = 7;
