import { run } from './run.ts';
import { StandardOutput } from './standard-output.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * What program.js evaluates to: starts the command of this process. `path` is that of program.js itself. `loadLate` evaluates
 * late.js (tools/late-program.mjs).
 */
export type Program = (
  load: NodeJS.Require,
  path: string,
  linted: NonNullable<Surroundings['linted']>,
  loadLate: (main: SharedValue) => unknown,
) => void;

/** What late.js evaluates to: it takes from program.js what `main` gives, and returns what program.js asks it for. */
export type LateProgram = (load: NodeJS.Require, path: string, main: SharedValue) => unknown;

/** A value that a file of the sources exports. */
type SharedValue = (file: string, name: string) => unknown;

/** The command as a process: real streams and a real exit code. */
export async function startProcess(linted: NonNullable<Surroundings['linted']>): Promise<void> {
  const err = new StandardOutput(
    2,
    () => process.stderr,
    () => process.exit(3),
  );
  const out = new StandardOutput(
    1,
    () => process.stdout,
    ({ message }) => {
      err.write(`ncslint cannot write its report: ${message}\n`);
      process.exit(3);
    },
  );
  process.exitCode = await run(process.argv.slice(2), {
    folder: process.cwd(),
    env: process.env,
    out,
    err,
    input,
    get inputIsTTY() {
      return process.stdin.isTTY;
    },
    linted,
  });
  // WebAssembly leaves work behind that the process would wait for.
  out.end(() => process.exit());
}

/** Bytes of standard input. It is a stream: a terminal and an open pipe cannot be read at once. */
async function input(limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
    if ((size += chunk.length) > limit) break;
  }
  return Buffer.concat(chunks);
}
