import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Position, Range } from 'vscode-languageserver/node';
import { regionOf } from '../report/region.ts';
import { normalize } from '../text/paths.ts';
import type { Span } from '../text/source.ts';

/** Lines and characters count from 0, characters in UTF-16 code units. */
export function rangeOf(span: Span): Range {
  const { line, column, endLine, endColumn } = regionOf(span);
  return {
    start: { line: line - 1, character: column - 1 },
    end: { line: endLine - 1, character: endColumn - 1 },
  };
}

/** Whether two ranges share a place; an empty one shares that of its neighbours. */
export const touch = (a: Range, b: Range): boolean => !isBefore(a.end, b.start) && !isBefore(b.end, a.start);

const isBefore = (a: Position, b: Position): boolean =>
  a.line < b.line || (a.line === b.line && a.character < b.character);

export const uriOf = (path: string): string => pathToFileURL(path).href;

/** The absolute path of a document on the disk; undefined for any other. */
export function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? normalize(fileURLToPath(uri)) : undefined;
  } catch {
    return undefined;
  }
}
