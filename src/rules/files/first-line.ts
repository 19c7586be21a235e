import type { SourceFile, Span } from '../../text/source.ts';

/** The first line that says something; undefined for a file of comments and blanks, which nobody misses. */
export function firstLine(source: SourceFile | undefined): Span | undefined {
  if (!source) return undefined;
  const [before] = /^(?:\s+|#(?!include|define|if)[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/.exec(source.text)!;
  const start = before.length;
  if (start === source.text.length) return undefined;
  const line = source.line(source.position(start).line);
  return source.span(start, start + line.slice(source.position(start).column - 1).trimEnd().length);
}
