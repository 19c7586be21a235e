import type { SourceFile } from '../../text/source.ts';

/** A line of a post, freed from what the forum put around it. */
export interface PostLine {
  /** 1-based. */
  readonly number: number;
  readonly text: string;
  /** The start of the text, enough to see what it is: keeps every pattern fast on hostile lines. */
  readonly start: string;
  /** As much of the text as is searched for words: paragraphs are long lines. */
  readonly prose: string;
  /** Characters of quotation marks taken away in front. */
  readonly quoted: number;
}

/** Characters. */
const SEEN = 240;
const SEARCHED = 2000;

export function postLines(source: SourceFile): readonly PostLine[] {
  return Array.from({ length: source.lineCount }, (_, index) => {
    const written = source.line(index + 1);
    const [marks] = /^(?:[ \t]*>(?=[ \t>]|$)[ \t]?){0,20}/.exec(written)!;
    const text = plain(written.slice(marks.length));
    return {
      number: index + 1,
      text,
      start: text.slice(0, SEEN),
      prose: text.slice(0, SEARCHED),
      quoted: marks.length,
    };
  });
}

export const isBlank = ({ text }: PostLine): boolean => text.trim() === '';

/** Forums turn blanks into non-breaking ones, and brackets into entities; neither was in the file. */
function plain(text: string): string {
  return text
    .replaceAll('\ufeff', '')
    .replace(/[\u200b\u2060]/g, '')
    .replaceAll('\u00a0', ' ')
    .replace(/&(lt|gt|amp|quot|nbsp|#0*39|#x0*27|apos);/g, (_, name: string) => ENTITIES[name] ?? "'");
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', nbsp: ' ' };
