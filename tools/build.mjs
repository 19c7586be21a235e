// @ts-check
// Builds dist/. It is put together in a folder beside it and takes the place of the old one when it is complete, so
// that there never is half a dist: a build that fails leaves everything as it was.
import { execFile } from 'node:child_process';
import { access, chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { bundle } from './bundle.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const fresh = join(root, `dist-${process.pid}`);

try {
  await mkdir(fresh);
  // The folder goes when one of them fails: neither may still write to it.
  for (const done of await Promise.allSettled([bundle(fresh), declarations(join(fresh, 'types'))]))
    if (done.status === 'rejected') throw done.reason;
  await complete();
  await rm(dist, { recursive: true, force: true });
  await rename(fresh, dist);
} catch (error) {
  await rm(fresh, { recursive: true, force: true });
  console.error(`ncslint was not built: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}

/** @param {string} folder */
async function declarations(folder) {
  const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
  const options = ['-p', join(root, 'tsconfig.build.json'), '--outDir', folder];
  await promisify(execFile)(process.execPath, [compiler, ...options]).catch(({ stdout, message }) => {
    throw new Error(stdout || message);
  });
}

async function complete() {
  // The declarations are those of a module, in a folder whose scripts are not.
  await writeFile(join(fresh, 'types/package.json'), '{"type":"module"}\n');
  const wanted = [
    'cli.js',
    'program.js',
    'program.js.map',
    'late.js',
    'late.js.map',
    'lsp-protocol.js',
    'facts-extraction.js',
    'index.mjs',
    'tree-sitter.wasm',
    'tree-sitter-devicetree.wasm',
    'data',
    'types/index.d.ts',
  ];
  await Promise.all(wanted.map((name) => access(join(fresh, name))));
  const cli = await readFile(join(fresh, 'cli.js'), 'utf8');
  if (!cli.startsWith('#!/usr/bin/env node\n'))
    throw new Error('src/cli/main.ts has to begin with #!/usr/bin/env node');
  await chmod(join(fresh, 'cli.js'), 0o755);
}
