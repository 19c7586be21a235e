import { watch } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { visible } from '../text/visible.ts';
import type { Settings } from './command.ts';
import { lintPaths } from './lint-paths.ts';
import { nodeFiles } from './node-files.ts';
import type { Surroundings } from './surroundings.ts';

/** An editor writes several files, or one in several steps: so long nothing has to change before the next run. Milliseconds. */
const quiet = 100;

/** Changes in these folders are no changes of the project. */
const leftOut = /(^|[\\/])(build[^\\/]*|twister-out[^\\/]*|node_modules|\.git)([\\/]|$)/;

/** `--watch`: checks the paths, and again whenever a file changes, until the process is stopped. */
export async function watchPaths(
  paths: readonly string[],
  settings: Settings,
  surroundings: Surroundings,
): Promise<number> {
  const { folder, out, err } = surroundings;
  const folders = [...new Set(paths.map((path) => watchedFolder(resolve(folder, path))))];
  let wake = (): void => {};
  let timer: NodeJS.Timeout | undefined;
  const changed = (name: string | null): void => {
    if (name !== null && leftOut.test(name)) return;
    clearTimeout(timer);
    timer = setTimeout(() => wake(), quiet);
  };
  try {
    for (const one of folders) watch(one, { recursive: true }, (_, name) => changed(name));
  } catch (error) {
    err.write(`ncslint: ${visible((error as Error).message)}\n`);
    return 2;
  }
  for (;;) {
    const change = new Promise<void>((then) => (wake = then));
    // A terminal is cleared, what is written into a file is kept.
    if (out.isTTY) out.write('\x1b[2J\x1b[3J\x1b[H');
    err.write('ncslint: checking\n');
    await lintPaths(paths, settings, surroundings);
    err.write(`ncslint: watching ${paths.map(visible).join(', ')}; Ctrl-C ends\n`);
    await change;
  }
}

const watchedFolder = (path: string): string => (nodeFiles.stat(path)?.kind === 'file' ? dirname(path) : path);
