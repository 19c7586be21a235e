import type { PieceKind } from '../pasted-post.ts';
import { isBlank, type PostLine } from './post-line.ts';

/** Indices of the first and the last line of a file. */
export interface Run {
  /** `nothing` for lines that look like a file at first and are none. */
  readonly kind: PieceKind | 'nothing';
  readonly from: number;
  readonly to: number;
}

export interface FileRun extends Run {
  readonly kind: PieceKind;
}

/** Assignments of Kconfig symbols with the comments that belong to them; `after` is the line that is taken already. */
export function fragmentRun(lines: readonly PostLine[], at: number, end: number, after: number): Run | undefined {
  const first = ASSIGNMENT.exec(lines[at]!.start);
  if (!first) return undefined;
  let from = at;
  while (from - 1 > after && isComment(lines[from - 1]!)) from--;
  let to = at;
  for (let next = at + 1; next < end; next++) {
    const line = lines[next]!;
    const isAssignment = ASSIGNMENT.test(line.start);
    // A mistyped line between two assignments belongs to them, and is what the person wants to hear about.
    const between =
      to === next - 1 &&
      next + 1 < end &&
      ASSIGNMENT.test(lines[next + 1]!.start) &&
      line.start.trim().length < 80 &&
      !LEADS_TO_FILE.test(line.start);
    if (isAssignment) to = next;
    else if (!isBlank(line) && !isComment(line) && !between) break;
    else if (between) to = next;
  }
  const sysbuild = lines.slice(from, to + 1).some(({ start }) => /^[ \t]*(#[ \t]*)?SB_CONFIG_\w/.test(start));
  return { kind: sysbuild ? 'sysbuild-fragment' : 'kconfig-fragment', from, to };
}

const ASSIGNMENT =
  /^[ \t]*(?:(?:SB_)?CONFIG_\w+[ \t]*(?:=.*)?$|#[ \t]*(?:SB_)?CONFIG_\w+ is not set|#[ \t]*(?:SB_)?CONFIG_\w+=\S*$)/;

/** "And to sysbuild.conf I added:" */
const LEADS_TO_FILE = /\s\S*[\w-]\.conf\b.*:\s*$/;

/** `# prj.conf` is a heading, not a comment of the file. */
const isComment = ({ start }: PostLine): boolean =>
  /^[ \t]*#/.test(start) && !/^[ \t]*#+[ \t]+[\w./-]+\.(conf|overlay|ya?ml|dtsi?)\W*$/.test(start);

/** Entries of a static file: names with address, size or region below them. */
export function staticYamlRun(lines: readonly PostLine[], at: number, end: number): Run | undefined {
  const { start: text } = lines[at]!;
  if (!NAME.test(text) || !leads(lines, at, end)) return undefined;
  const base = indentation(text);
  let to = at;
  let places = PLACE.test(text) ? 1 : 0;
  for (let next = at + 1; next < end; next++) {
    const line = lines[next]!;
    if (isBlank(line) || /^[ \t]*#/.test(line.start)) continue;
    const deeper = indentation(line.start) > base;
    const belongs = deeper
      ? to === next - 1 || /^[ \t]*([\w"'-]+[ \t]*:|-[ \t]|[[\]{}])/.test(line.start) || isCommentBefore(lines, next)
      : PROPERTY.test(line.start) ||
        OTHER_PROPERTY.test(line.start) ||
        (NAME.test(line.start) && leads(lines, next, end)) ||
        /^[ \t]*(-[ \t]+[\w"']|[\]}])/.test(line.start);
    if (!belongs) break;
    to = next;
    if (PROPERTY.test(line.start) || PLACE.test(line.start)) places += 1;
  }
  return { kind: places > 0 ? 'static-yaml' : 'nothing', from: at, to };
}

/** `mcuboot:`, perhaps with a comment or an inline mapping. */
const NAME = /^[ \t]*(["']?)[A-Za-z_][\w.-]*\1[ \t]*:[ \t]*(?:#.*|\{.*|&\w+[ \t]*)?$/;
const PROPERTY =
  /^[ \t]*(["']?)(address|adress|addr|size|region|span|end_address|orig_span|device)\1[ \t]*:(?:[ \t]|$)/i;
/** Of those that speak for no static file by themselves. */
const OTHER_PROPERTY =
  /^[ \t]*(placement|before|after|align|align_next|inside|share_size|sharers|affiliation|extra_params)[ \t]*:(?:[ \t]|$)/;
const PLACE = /[{,][ \t]*(["']?)(address|size|region)\1[ \t]*:/;

/** A name leads an entry when something is indented below it, or what belongs below it lost its indentation. */
function leads(lines: readonly PostLine[], at: number, end: number): boolean {
  if (/\{/.test(lines[at]!.start)) return PLACE.test(lines[at]!.start);
  for (let next = at + 1; next < end; next++) {
    const line = lines[next]!;
    if (isBlank(line) || /^[ \t]*#/.test(line.start)) continue;
    return indentation(line.start) > indentation(lines[at]!.start) || PROPERTY.test(line.start);
  }
  return false;
}

const isCommentBefore = (lines: readonly PostLine[], at: number): boolean =>
  /^[ \t]*#/.test(lines[at - 1]?.start ?? '');

const indentation = (text: string): number => /^[ \t]*/.exec(text)![0].length;
