import { run } from './run.ts';
import type { Surroundings } from './surroundings.ts';

/** What program.js evaluates to: starts the command of this process. `path` is that of program.js itself. */
export type Program = (load: NodeJS.Require, path: string, linted: NonNullable<Surroundings['linted']>) => void;

/** The command as a process: real streams and a real exit code. */
export async function startProcess(linted: NonNullable<Surroundings['linted']>): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // A reader that closes the pipe early (`ncslint | head`) is no failure.
      if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
      if (stream === process.stdout) process.stderr.write(`ncslint cannot write its report: ${error.message}\n`);
      process.exit(3);
    });
  }
  process.exitCode = await run(process.argv.slice(2), {
    folder: process.cwd(),
    env: process.env,
    out: process.stdout,
    err: process.stderr,
    input,
    get inputIsTTY() {
      return process.stdin.isTTY;
    },
    linted,
  });
  // WebAssembly leaves work behind that the process would wait for. The call comes back when everything is written.
  process.stdout.write('', (error) => {
    if (!error) process.exit();
  });
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
