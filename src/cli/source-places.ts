import { SourceMap } from 'node:module';
import { assets } from './assets.ts';

/**
 * A stack of calls with the places in our sources instead of those in dist/program.js, which is a few lines of short
 * names: what somebody reports says where to look. Without a map, the text as it is.
 */
export function inSources(stack: string): string {
  const map = programMap();
  if (!map) return stack;
  return stack.replace(/[^\s(]*\bprogram\.js:(\d{1,9}):(\d{1,9})/g, (place, line: string, column: string) => {
    const entry = map.findEntry(Number(line) - 1, Number(column) - 1);
    if (!('originalSource' in entry)) return place;
    return `${entry.originalSource.replace(/^(\.\.\/)+/, '')}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  });
}

/** A bug is reported even where the map was deleted. */
function programMap(): SourceMap | undefined {
  try {
    const text = assets.programMap();
    return text === undefined ? undefined : new SourceMap(JSON.parse(text));
  } catch {
    return undefined;
  }
}
