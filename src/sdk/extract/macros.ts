import type { MacroFact } from '../../model/sdk-facts.ts';
import type { SourceFile } from '../../text/source.ts';

/**
 * The macros of the headers that devicetrees include, sorted by file and line. Of a name that two headers define, the
 * first one counts; names that only guard against a second inclusion are left out.
 */
export function macros(headers: readonly SourceFile[]): ReadonlyMap<string, MacroFact> {
  const found = new Map<string, MacroFact>();
  for (const header of headers) {
    for (const { 1: text = '', index } of withoutComments(header.text).matchAll(definitions)) {
      const definition = text
        .replace(/\\\r?\n/g, ' ')
        .replace(/\s+/g, ' ')
        .trim();
      const name = /^\w+/.exec(definition)?.[0];
      if (name === undefined || definition === name || found.has(name)) continue;
      found.set(name, { definition, at: `${header.path}:${header.position(index).line}` });
    }
  }
  return found;
}

const definitions = /^[ \t]*#[ \t]*define[ \t]+((?:\\\r?\n|[^\n])*)/gm;

/** Blanks in place of comments: positions stay. */
const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, (comment) => comment.replace(/[^\n]/g, ' '));
