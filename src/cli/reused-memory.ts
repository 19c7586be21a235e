import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/**
 * Memory that files are read into one after the other. A page of memory that is new to the process takes the kernel longer
 * to give than to fill: a small run asks for a twelfth less of them, beyond those of Node.
 */
export class ReusedMemory {
  readonly #memory: Buffer;

  /** `size` bytes; a file that is bigger is read into memory of its own. */
  constructor(size: number) {
    this.#memory = Buffer.allocUnsafeSlow(size);
  }

  /** The bytes of a file, until the next one is read. Throws where it cannot be read. */
  read(path: string | URL): Buffer {
    const file = openSync(path, 'r');
    try {
      const { size } = fstatSync(file);
      const memory = size <= this.#memory.length ? this.#memory : Buffer.allocUnsafeSlow(size);
      let end = 0;
      for (let count = -1; count !== 0 && end < size; end += count)
        count = readSync(file, memory, end, size - end, null);
      return memory.subarray(0, end);
    } finally {
      closeSync(file);
    }
  }
}
