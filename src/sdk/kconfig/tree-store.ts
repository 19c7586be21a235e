import type { Looks } from '../../model/kconfig-tree/sources.ts';

/** Where what was read of an SDK is kept for later runs. Whatever goes wrong with it, it is as if nothing were kept. */
export interface TreeStore {
  /**
   * Stands for the content of a file or the names in a folder: another one as soon as they are others. Undefined for what
   * does not exist. The path is absolute.
   */
  signature(path: string): string | undefined;
  read(name: string): Uint8Array | undefined;
  /** Never half: who reads meanwhile gets what was there before. */
  write(name: string, data: Uint8Array): void;
}

/** What is kept of one SDK, each time with what it rests on: it is found again as long as that is the same. */
export class KeptOfSdk {
  readonly #store: TreeStore;
  readonly #folder: string;
  readonly #signatures = new Map<string, string | undefined>();

  /** `folder` is the SDK's, absolute. */
  constructor(store: TreeStore, folder: string) {
    this.#store = store;
    this.#folder = folder;
  }

  /** The header that was kept under the name, and the numbers behind it. */
  find<T>(name: string): { readonly header: T; readonly numbers: Int32Array } | undefined {
    const stored = this.#store.read(this.#named(name));
    if (!stored) return undefined;
    // Numbers stand at multiples of four only.
    const bytes = stored.byteOffset % 4 === 0 ? stored : new Uint8Array(stored);
    try {
      const [length = 0, count = 0] = new Int32Array(bytes.buffer, bytes.byteOffset, 2);
      if (bytes.length !== START + count * 4 + length) return undefined;
      const numbers = new Int32Array(bytes.buffer, bytes.byteOffset + START, count);
      const text = new TextDecoder().decode(bytes.subarray(START + count * 4));
      const { of, sum, rests, header } = JSON.parse(text) as Kept<T>;
      const isWhole = of === this.#named(name) && sum === sumOf(numbers);
      return isWhole && this.#isSame(rests) ? { header, numbers } : undefined;
    } catch {
      return undefined;
    }
  }

  keep<T>(name: string, { files, folders }: Looks, header: T, numbers: Int32Array): void {
    const rests = [...new Set([...files, ...folders])].map((path): Rest => [path, this.#signature(path) ?? null]);
    const of = this.#named(name);
    const text = new TextEncoder().encode(JSON.stringify({ of, sum: sumOf(numbers), rests, header } satisfies Kept<T>));
    const bytes = new Uint8Array(START + numbers.byteLength + text.length);
    bytes.set(new Uint8Array(Int32Array.of(text.length, numbers.length).buffer));
    bytes.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), START);
    bytes.set(text, START + numbers.byteLength);
    this.#store.write(of, bytes);
  }

  #named(name: string): string {
    return `${FORMAT}\n${this.#folder}\n${name}`;
  }

  #isSame(rests: readonly Rest[]): boolean {
    return rests.every(([path, signature]) => (this.#signature(path) ?? null) === signature);
  }

  /** Asked for once in all the run, as the files themselves are. */
  #signature(path: string): string | undefined {
    if (!this.#signatures.has(path)) {
      this.#signatures.set(path, this.#store.signature(`${this.#folder}/${path.replace(/^\//, '')}`));
    }
    return this.#signatures.get(path);
  }
}

interface Kept<T> {
  /** Names that the store takes for the same one are told apart by it. */
  readonly of: string;
  /** Of the numbers: a disk may fail. */
  readonly sum: number;
  readonly rests: readonly Rest[];
  readonly header: T;
}

type Rest = readonly [path: string, signature: string | null];

function sumOf(numbers: Int32Array): number {
  let sum = 0;
  for (const number of numbers) sum = (Math.imul(sum, 31) + number) | 0;
  return sum;
}

/** Bytes of the two lengths in front. */
const START = 8;

/** Another one whenever what is kept, or what is made of the same files, becomes another. */
const FORMAT = 'kconfig 1';
