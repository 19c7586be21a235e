import type { SourceFile, Span } from '../text/source.ts';
import type { Parsed } from './parser.ts';

/** Its name, in the folder of the application. */
export const LOCK_FILE = 'ncslint.lock';

/** The text of an `ncslint.lock`: configurations, and what was released of each. */
export interface LockFile {
  /** By id, in the order of the file; of two with one name the last. */
  readonly sections: ReadonlyMap<string, LockSection>;
}

export interface LockSection {
  readonly span: Span;
  /** By key; of two with one key the last. */
  readonly entries: ReadonlyMap<string, LockEntry>;
}

export interface LockEntry {
  /** `slot mcuboot_primary` */
  readonly key: string;
  readonly value: string;
  readonly span: Span;
}

/**
 * Reads an `ncslint.lock`, which is YAML of two levels without quotes: a configuration at the start of a line, what was
 * released of it below. Never throws.
 */
export function lockFile(source: SourceFile): Parsed<LockFile> {
  const sections = new Map<string, { readonly span: Span; readonly entries: Map<string, LockEntry> }>();
  const problems: Parsed<LockFile>['problems'][number][] = [];
  let current: Map<string, LockEntry> | undefined;
  for (let number = 1; number <= source.lineCount; number++) {
    const line = source.line(number).trimEnd();
    const text = line.trimStart();
    if (text === '' || text.startsWith('#')) continue;
    const start = source.lineStart(number) + line.length - text.length;
    const span = source.span(start, start + text.length);
    if (line === text) {
      current = undefined;
      if (!line.endsWith(':')) {
        problems.push({ message: 'a configuration ends with a colon', span });
        continue;
      }
      current = new Map();
      sections.set(line.slice(0, -1), { span, entries: current });
      continue;
    }
    const colon = text.indexOf(': ');
    if (colon < 1 || !current) {
      problems.push({
        message: current ? 'what was released is written "key: value"' : 'this belongs to no configuration',
        span,
      });
      continue;
    }
    const key = text.slice(0, colon);
    current.set(key, { key, value: text.slice(colon + 2).trim(), span });
  }
  return { source, tree: { sections }, problems };
}
