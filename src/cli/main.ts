#!/usr/bin/env node
import module from 'node:module';
import { fileURLToPath } from 'node:url';

// Node 22 and later keep compiled code beside the scripts: not in a temporary folder, where others could put theirs.
const { enableCompileCache } = module as { enableCompileCache?: (folder: string) => unknown };
if (import.meta.url.endsWith('.js')) enableCompileCache?.(fileURLToPath(new URL('./compile-cache', import.meta.url)));
const { run } = await import('./run.ts');

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

// WebAssembly leaves work behind that the process would wait for. The call comes back when everything is written.
process.stdout.write('', (error) => {
  if (!error) process.exit();
});
