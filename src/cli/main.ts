#!/usr/bin/env node
import { run } from './run.ts';

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
  inputIsTTY: process.stdin.isTTY,
});
