import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from 'vitest';
import { bundle } from '../../tools/bundle.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A built ncslint in a folder `dist` of its own, for the tests of this file: the path of that, and of its cli.js. */
export function built(name: string): { readonly folder: string; readonly cli: string } {
  const folder = join(root, `dist-${name}-${process.pid}`);
  // Beside dist/ stands the package.json that the version is read from; here it is that of the repository.
  const dist = join(folder, 'dist');
  beforeAll(async () => {
    mkdirSync(dist, { recursive: true });
    await bundle(dist);
    const { copyFileSync } = await import('node:fs');
    copyFileSync(join(root, 'package.json'), join(folder, 'package.json'));
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return { folder, cli: join(dist, 'cli.js') };
}

/** Whether a program is installed: its clients are tested where they are. */
export const has = (program: string, ...args: string[]): boolean =>
  spawnSync(program, args.length > 0 ? args : ['--version'], { stdio: 'ignore' }).status === 0;
