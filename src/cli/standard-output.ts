import { fstatSync, statSync, writeSync } from 'node:fs';
import type { Output } from './surroundings.ts';

/**
 * Standard output (1) or standard error (2). A file or a pipe is written to at once: to make Node's stream for it takes a
 * small run a noticeable time. `stream` is Node's, for all that may be a terminal, and for a pipe that does not wait for its
 * reader. `failed` is told why something could not be written; a reader that closed the pipe early is no failure.
 */
export class StandardOutput implements Output {
  readonly #descriptor: 1 | 2;
  readonly #make: () => NodeJS.WriteStream;
  readonly #failed: (error: NodeJS.ErrnoException) => void;
  #stream: NodeJS.WriteStream | undefined;
  #isClosed = false;

  constructor(descriptor: 1 | 2, stream: () => NodeJS.WriteStream, failed: (error: NodeJS.ErrnoException) => void) {
    this.#descriptor = descriptor;
    this.#make = stream;
    this.#failed = failed;
    if (mayBeTerminal(descriptor)) this.#open();
  }

  get isTTY(): boolean {
    return this.#stream?.isTTY === true;
  }

  get columns(): number | undefined {
    return this.#stream?.columns;
  }

  write(text: string): void {
    if (this.#isClosed) return;
    if (this.#stream) this.#stream.write(text);
    else this.#writeNow(Buffer.from(text));
  }

  /** Calls `done` when everything is written. */
  end(done: () => void): void {
    if (!this.#stream || this.#isClosed) return done();
    this.#stream.write('', (error) => {
      if (!error || (error as NodeJS.ErrnoException).code === 'EPIPE') done();
    });
  }

  #writeNow(bytes: Buffer): void {
    let written = 0;
    try {
      while (written < bytes.length) written += writeSync(this.#descriptor, bytes, written);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') this.#open().write(bytes.subarray(written));
      else this.#fail(error as NodeJS.ErrnoException);
    }
  }

  #open(): NodeJS.WriteStream {
    this.#stream = this.#make();
    return this.#stream.on('error', (error: NodeJS.ErrnoException) => this.#fail(error));
  }

  #fail(error: NodeJS.ErrnoException): void {
    this.#isClosed = true;
    if (error.code !== 'EPIPE') this.#failed(error);
  }
}

/** Only a character device may be a terminal. On Windows only Node knows. */
function mayBeTerminal(descriptor: number): boolean {
  if (process.platform === 'win32') return true;
  try {
    const stat = fstatSync(descriptor);
    return stat.isCharacterDevice() && stat.rdev !== statSync('/dev/null').rdev;
  } catch {
    return true;
  }
}
