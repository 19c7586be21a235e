import type { SourceFile, Span } from '../text/source.ts';

/** The line that `<file>:<line>` of a Kconfig definition names, without the blanks around it; undefined where it is in none of the sources. */
export function lineSpan(sources: ReadonlyMap<string, SourceFile>, at: string): Span | undefined {
  const colon = at.lastIndexOf(':');
  const source = sources.get(at.slice(0, colon));
  if (!source) return undefined;
  const line = Number(at.slice(colon + 1));
  const start = source.lineStart(line) + /^\s*/.exec(source.line(line))![0].length;
  return source.span(start, source.lineStart(line) + source.line(line).trimEnd().length);
}
