import type { SourceFile } from '../text/source.ts';
import { Cursor } from './kconfig-file/cursor.ts';
import { symbolName } from './kconfig-file/expression.ts';
import { isKeyword } from './kconfig-file/keywords.ts';
import { Lines } from './kconfig-file/lines.ts';
import { macroStatement } from './kconfig-file/macro-statement.ts';
import { EXTRA, readProperty, wholeExpression } from './kconfig-file/properties.ts';
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
  readonly #cursor = new Cursor();
  readonly #problems: KconfigProblem[] = [];
  /** The first word of the statement at hand, and where it starts. */
  #word = '';
  #start = 0;
  /** The statement at hand belongs to what is around the one that was read. */
  #isOpen = false;

  constructor(text: string) {
    this.#lines = new Lines(text);
  }

  file(): KconfigFile {
    return { statements: this.#block(undefined, 0), problems: this.#problems };
  }

  /** Up to the line that ends it, which is taken, or to the end of the file. */
  #block(end: string | undefined, depth: number): Statement[] {
    const statements: Statement[] = [];
    while (this.#next()) {
      if (this.#word === end) return statements;
      const statement = this.#statement(depth);
      if (statement) statements.push(statement);
    }
    if (end !== undefined) this.#problem(`the file ends without ${end}`);
    return statements;
  }

  #statement(depth: number): Statement | undefined {
    const cursor = this.#cursor;
    const word = this.#word;
    const { line } = cursor;
    switch (word) {
      case 'config':
      case 'menuconfig':
      case 'configdefault': {
        const name = symbolName(cursor);
        if (!name || name.quoted) return this.#problem(`there is no name after ${word}`);
        if (!cursor.isDone) return this.#problem(EXTRA);
        return { kind: word === 'configdefault' ? word : 'config', name, properties: this.#properties(), line };
      }
      case 'if': {
        const condition = wholeExpression(cursor);
        if (typeof condition === 'string') this.#problem(condition);
        const body = this.#body('endif', depth);
        return typeof condition === 'string' ? undefined : { kind: 'if', condition, body, line };
      }
      case 'menu': {
        return { kind: 'menu', properties: this.#properties(), body: this.#body('endmenu', depth), line };
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
        if (path === undefined || !cursor.isDone) return this.#problem(`the file of ${word} is malformed`);
        const relative = word !== 'source' && word !== 'osource' && word !== 'gsource';
        return { kind: 'source', path, relative, optional: word[0] === 'o' || word[0] === 'g', line };
      }
      case 'mainmenu':
        return undefined;
      case 'endif':
      case 'endmenu':
      case 'endchoice':
        return this.#problem(`there is no ${word.slice(3)} that ${word} ends`);
      default:
        if (isKeyword(word)) return this.#problem(`${word} belongs below a symbol`);
        return macroStatement(cursor, this.#start) ?? this.#problem('this is not the Kconfig language');
    }
  }

  #body(end: string, depth: number): Statement[] {
    if (depth < DEEPEST) return this.#block(end, depth + 1);
    this.#problem(`more than ${DEEPEST} blocks within each other`);
    return [];
  }

  #properties(): Property[] {
    const all: Property[] = [];
    while (this.#next()) {
      if (this.#word === 'help' || this.#word === '---help---') {
        this.#lines.skipHelp();
        continue;
      }
      const read = readProperty(this.#word, this.#cursor, all);
      if (typeof read === 'string') this.#problem(read);
      else if (!read) {
        // What the preprocessor reads may stand between properties.
        const macro = isKeyword(this.#word) ? undefined : macroStatement(this.#cursor, this.#start);
        if (!macro) {
          this.#isOpen = true;
          break;
        }
        all.push(macro);
      }
    }
    // A list that grew has place for many more.
    return all.slice();
  }

  #next(): boolean {
    if (this.#isOpen) {
      this.#isOpen = false;
      return true;
    }
    const cursor = this.#cursor;
    if (!this.#lines.next(cursor)) return false;
    this.#start = cursor.position;
    this.#word = cursor.first();
    // Old versions of Kconfig took these as well, and so does Kconfiglib.
    if ((this.#word[0] === '-' || this.#word.startsWith('help-')) && /^-*help-*$/.test(this.#word) && cursor.isDone)
      this.#word = 'help';
    return true;
  }

  #problem(message: string): undefined {
    this.#problems.push({ message, line: this.#cursor.line });
  }
}

const DEEPEST = 200;
