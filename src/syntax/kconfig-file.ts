import type { SourceFile } from '../text/source.ts';
import type { Cursor } from './kconfig-file/cursor.ts';
import { symbolName } from './kconfig-file/expression.ts';
import { isKeyword } from './kconfig-file/keywords.ts';
import { Lines } from './kconfig-file/lines.ts';
import { macroStatement } from './kconfig-file/macro-statement.ts';
import { EXTRA, properties, wholeExpression } from './kconfig-file/properties.ts';
import type { Property, Statement } from './kconfig-file/statements.ts';

/** A file of the Kconfig language. Macros are read and left as they are: what they stand for depends on the build. */
export interface KconfigFile {
  readonly statements: readonly Statement[];
  readonly problems: readonly KconfigProblem[];
}

/** Kconfiglib reads no further: the build stops here. */
export interface KconfigProblem {
  /** No final stop. */
  readonly message: string;
  /** 1-based. */
  readonly line: number;
}

/**
 * Reads a file as `zephyr/scripts/kconfig/kconfiglib.py` (2.4.0) does, help texts aside. Never throws: a line it cannot
 * read is left out and a problem. Opens nothing: `source` is a statement. Linear in the text.
 */
export function kconfigFile(source: SourceFile): KconfigFile {
  const { text } = source;
  return new Reader(text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text).file();
}

class Reader {
  readonly #lines: Lines;
  readonly #problems: KconfigProblem[] = [];
  /** A line that was found to belong to the statement around. */
  #open: Line | undefined;

  constructor(text: string) {
    this.#lines = new Lines(text);
  }

  file(): KconfigFile {
    return { statements: this.#block(undefined, 0), problems: this.#problems };
  }

  /** Up to the line that ends it, which is taken, or to the end of the file. */
  #block(end: string | undefined, depth: number): Statement[] {
    const statements: Statement[] = [];
    for (let line = this.#next(); line; line = this.#next()) {
      if (line.word === end) return statements;
      const statement = this.#statement(line, depth);
      if (statement) statements.push(statement);
    }
    if (end !== undefined) this.#problem(`the file ends without ${end}`);
    return statements;
  }

  #statement({ word, cursor, line, start }: Line, depth: number): Statement | undefined {
    switch (word) {
      case 'config':
      case 'menuconfig': {
        const name = symbolName(cursor);
        if (!name || name.quoted) return this.#problem(`there is no name after ${word}`, line);
        if (!cursor.isDone) return this.#problem(EXTRA, line);
        return { kind: 'config', name, properties: this.#properties(), line };
      }
      case 'if': {
        const condition = wholeExpression(cursor);
        const body = this.#body('endif', depth);
        if (typeof condition === 'string') return this.#problem(condition, line);
        return { kind: 'if', condition, body, line };
      }
      case 'menu': {
        const title = cursor.stringOrWord() ?? '';
        return { kind: 'menu', title, properties: this.#properties(), body: this.#body('endmenu', depth), line };
      }
      case 'choice': {
        const name = cursor.isDone ? undefined : cursor.stringOrWord();
        return { kind: 'choice', name, properties: this.#properties(), body: this.#body('endchoice', depth), line };
      }
      case 'comment':
        return { kind: 'comment', properties: this.#properties(), line };
      case 'source':
      case 'rsource':
      case 'osource':
      case 'orsource':
      case 'gsource':
      case 'grsource': {
        const path = cursor.stringOrWord();
        if (path === undefined || !cursor.isDone) return this.#problem(`the file of ${word} is malformed`, line);
        const relative = word !== 'source' && word !== 'osource' && word !== 'gsource';
        return { kind: 'source', path, relative, optional: word[0] === 'o' || word[0] === 'g', line };
      }
      case 'mainmenu':
        return undefined;
      case 'endif':
      case 'endmenu':
      case 'endchoice':
        return this.#problem(`there is no ${word.slice(3)} that ${word} ends`, line);
      default:
        if (isKeyword(word)) return this.#problem(`${word} belongs below a symbol`, line);
        return macroStatement(cursor, start, line) ?? this.#problem('this is not the Kconfig language', line);
    }
  }

  #body(end: string, depth: number): Statement[] {
    if (depth < DEEPEST) return this.#block(end, depth + 1);
    this.#problem(`more than ${DEEPEST} blocks within each other`);
    return [];
  }

  #properties(): Property[] {
    const all: Property[] = [];
    for (let line = this.#next(); line; line = this.#next()) {
      if (line.word === 'help' || line.word === '---help---') {
        this.#lines.skipHelp();
        continue;
      }
      const read = properties(line.word, line.cursor, line.line) ?? this.#macro(line);
      if (read === undefined) {
        this.#open = line;
        break;
      }
      if (typeof read === 'string') this.#problem(read, line.line);
      else for (const property of read) all.push(property);
    }
    return all;
  }

  /** What the preprocessor reads may stand between properties. */
  #macro({ word, cursor, start, line }: Line): readonly Property[] | undefined {
    const read = isKeyword(word) ? undefined : macroStatement(cursor, start, line);
    return read && [read];
  }

  #next(): Line | undefined {
    const open = this.#open;
    this.#open = undefined;
    if (open) return open;
    const cursor = this.#lines.statement();
    if (!cursor) return undefined;
    const start = cursor.position;
    const word = cursor.first();
    // Old versions of Kconfig took these as well, and so does Kconfiglib.
    const isHelp = word !== 'help' && /^-*help-*$/.test(word) && cursor.isDone;
    return { word: isHelp ? 'help' : word, cursor, start, line: this.#lines.line };
  }

  #problem(message: string, line: number = this.#lines.line): undefined {
    this.#problems.push({ message, line });
  }
}

interface Line {
  readonly word: string;
  readonly cursor: Cursor;
  /** Where `word` starts. */
  readonly start: number;
  readonly line: number;
}

const DEEPEST = 200;
