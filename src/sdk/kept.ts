import type { FileSystem } from '../text/file-system.ts';
import { fnv1a } from '../text/fnv1a.ts';
import { type Looks, textOf } from '../text/looks.ts';

/** Where what was read of an SDK is kept for later runs. Whatever goes wrong with it, it is as if nothing were kept. */
export interface Store {
  /** What a file or folder is at the moment; undefined for what does not exist. The path is absolute. */
  stamp(path: string): Stamp | undefined;
  read(name: string): Uint8Array | undefined;
  /** Never half: who reads meanwhile gets what was there before. */
  write(name: string, data: Uint8Array): void;
  /** In milliseconds, by the clock that stamps have. */
  now(): number;
}

/** Another one for a file or folder that was changed, unless that happened at the very moment it is of. */
export interface Stamp {
  readonly text: string;
  /** When it changed last, by the disk's own account, in milliseconds. */
  readonly changed: number;
}

/**
 * What is kept of one SDK, each time with what it rests on: the content of files and the names in folders. A file whose size,
 * times and number on the disk are those of then is taken for the same, unless it changed so late that it may have changed
 * again since; of any other the content is compared. So a checkout that touches all files costs one look at them.
 */
export class KeptOfSdk {
  readonly #store: Store;
  readonly #folder: string;
  readonly #files: FileSystem;
  /** Nothing was read before. */
  readonly #since: number;
  readonly #stamps = new Map<string, Stamp | undefined>();
  /** Where the next thing of a name belongs. */
  readonly #free = new Map<string, number>();

  /** `folder` is the SDK's, absolute; `files` are those below it. */
  constructor(store: Store, folder: string, files: FileSystem) {
    this.#store = store;
    this.#folder = folder;
    this.#files = files;
    this.#since = store.now();
  }

  /** What was kept under the name with answers that are right for this run: of one name there are a few. */
  find<Content, Answers = null>(
    name: string,
    fits: (answers: Answers) => boolean = () => true,
  ): Found<Content, Answers> | undefined {
    let [free, age] = [0, Number.POSITIVE_INFINITY];
    for (let slot = 0; slot < SLOTS; slot++) {
      const kept = this.#read<Answers>(name, slot);
      const { since } = kept?.about ?? { since: Number.NEGATIVE_INFINITY };
      if (since < age) [free, age] = [slot, since];
      if (!kept || !fits(kept.answers)) continue;
      const { about, answers, parts } = kept;
      const rests = this.#checked(about);
      const content = rests && decoded<Content>(parts.content);
      if (!content) {
        free = slot;
        break;
      }
      if (rests !== about.rests) this.#write(name, slot, { ...about, since: this.#since, rests }, parts);
      return { answers, content, numbers: parts.numbers };
    }
    this.#free.set(name, free);
    return undefined;
  }

  /** What was made of all that was looked at. Takes the place of what the last `find` of the name found to be out of date. */
  keep(name: string, { files, folders }: Looks, made: Partial<Made>): void {
    const { content = null, answers = null, numbers = new Int32Array() } = made;
    const rests = [...files].map(([path, text]) => this.#rest(path, contentOf(text)));
    for (const [path, names] of folders) rests.push(this.#rest(path, contentOf(names)));
    const about = { sum: sumOf(numbers), since: this.#since, rests };
    const parts = { answers: encoded(answers), content: encoded(content), numbers };
    this.#write(name, this.#free.get(name) ?? 0, about, parts);
  }

  /** What it rests on, with the stamps that count from now on; undefined where it is no longer the same. */
  #checked({ since, rests }: About): readonly Rest[] | undefined {
    let renewed: Rest[] | undefined;
    for (const [index, [path, stamp, content]] of rests.entries()) {
      const now = this.#stamp(path);
      const isSame = (now?.text ?? null) === stamp;
      if (isSame && !(now && isFresh(now, since))) continue;
      if (this.#content(path, content) !== content) return undefined;
      if (!isSame || !isFresh(now!, this.#since)) (renewed ??= [...rests])[index] = this.#rest(path, content);
    }
    return renewed ?? rests;
  }

  #rest(path: string, content: string | null): Rest {
    return [path, this.#stamp(path)?.text ?? null, content];
  }

  /** Asked for once in all the run, as the files themselves are. */
  #stamp(path: string): Stamp | undefined {
    if (!this.#stamps.has(path)) {
      this.#stamps.set(path, this.#store.stamp(`${this.#folder}/${path.replace(/^\//, '')}`));
    }
    return this.#stamps.get(path);
  }

  /** As it is now, of the same kind as it was. */
  #content(path: string, then: string | null): string | null {
    const isFolder = then?.startsWith(NAMES) === true;
    return contentOf(isFolder ? this.#files.list(path).map(({ name }) => name) : textOf(this.#files, path));
  }

  #write(name: string, slot: number, about: Omit<About, 'of'>, { answers, content, numbers }: Parts): void {
    const of = this.#named(name, slot);
    const first = encoded({ of, ...about } satisfies About);
    const parts = [
      new Uint8Array(Int32Array.of(numbers.length, first.length, answers.length).buffer),
      new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength),
      first,
      answers,
      content,
    ];
    const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    this.#store.write(of, bytes);
  }

  #read<Answers>(name: string, slot: number): Kept<Answers> | undefined {
    const of = this.#named(name, slot);
    const stored = this.#store.read(of);
    if (!stored) return undefined;
    // Numbers stand at multiples of four only.
    const bytes = stored.byteOffset % 4 === 0 ? stored : new Uint8Array(stored);
    try {
      const [count = 0, ofAbout = 0, ofAnswers = 0] = new Int32Array(bytes.buffer, bytes.byteOffset, START / 4);
      const numbers = new Int32Array(bytes.buffer, bytes.byteOffset + START, count);
      const [first, second] = [START + count * 4, START + count * 4 + ofAbout];
      const about = decoded<About>(bytes.subarray(first, second));
      if (about?.of !== of || about.sum !== sumOf(numbers)) return undefined;
      const [answers, content] = [bytes.subarray(second, second + ofAnswers), bytes.subarray(second + ofAnswers)];
      return { about, answers: decoded<Answers>(answers)!, parts: { answers, content, numbers } };
    } catch {
      return undefined;
    }
  }

  #named(name: string, slot: number): string {
    return `${FORMAT}\n${this.#folder}\n${name}\n${slot}`;
  }
}

/** What was made in an earlier run, or in this one. */
export interface Made {
  /** As JSON has it. */
  readonly content: unknown;
  /** What it rests on besides the SDK: what this run answered to the same questions. As JSON has it. */
  readonly answers: unknown;
  readonly numbers: Int32Array;
}

interface Found<Content, Answers> extends Made {
  readonly content: Content;
  readonly answers: Answers;
}

interface Kept<Answers> {
  readonly about: About;
  readonly answers: Answers;
  readonly parts: Parts;
}

interface Parts {
  readonly answers: Uint8Array;
  readonly content: Uint8Array;
  readonly numbers: Int32Array;
}

interface About {
  /** Names that the store takes for the same one are told apart by it. */
  readonly of: string;
  /** Of the numbers: a disk may fail. */
  readonly sum: number;
  readonly since: number;
  readonly rests: readonly Rest[];
}

type Rest = readonly [path: string, stamp: string | null, content: string | null];

/** So late that it may have changed again by the time it was read, within what the clock of a disk tells apart. */
const isFresh = ({ changed }: Stamp, since: number): boolean => changed >= since - SETTLED;

function contentOf(content: string | readonly string[] | undefined): string | null {
  if (typeof content === 'object') return NAMES + fnv1a(content.join('/'));
  return content === undefined ? null : fnv1a(content);
}

function sumOf(numbers: Int32Array): number {
  let sum = 0;
  for (let index = 0; index < numbers.length; index++) sum = (Math.imul(sum, 31) + numbers[index]!) | 0;
  return sum;
}

const encoded = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

function decoded<T>(bytes: Uint8Array): T | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as T;
  } catch {
    return undefined;
  }
}

const NAMES = 'names ';
/** Bytes of the three lengths in front. */
const START = 12;
/** How many of one name are kept side by side: overlays that are built in turns each have their own. */
const SLOTS = 4;
/** Milliseconds; FAT counts in steps of two seconds. */
const SETTLED = 2000;

/** Another one whenever what is kept, or what is made of the same files, becomes another. */
const FORMAT = 'kept 4';
