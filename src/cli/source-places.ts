import { SourceMap } from 'node:module';
import { assets } from './assets.ts';

/**
 * A stack of calls with the places in our sources instead of those in the scripts of the program, which are a few lines of
 * short names: what somebody reports says where to look. Without a map, the text as it is.
 */
export function inSources(stack: string): string {
  const maps = { program: mapOf('program'), late: mapOf('late') };
  return stack.replace(
    /[^\s(]*\b(program|late)\.js:(\d{1,9}):(\d{1,9})/g,
    (place, script: keyof typeof maps, line: string, column: string) => {
      const entry = maps[script]?.findEntry(Number(line) - 1, Number(column) - 1);
      if (!entry || !('originalSource' in entry)) return place;
      return `${entry.originalSource.replace(/^(\.\.\/)+/, '')}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
    },
  );
}

/** A bug is reported even where the map was deleted. */
function mapOf(script: string): SourceMap | undefined {
  try {
    const text = assets.mapOf(script);
    return text === undefined ? undefined : new SourceMap(JSON.parse(text));
  } catch {
    return undefined;
  }
}
