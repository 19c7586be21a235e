import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stamp, Store } from '../sdk/kept.ts';
import { fnv1a } from '../text/fnv1a.ts';
import type { Surroundings } from './surroundings.ts';
import { version } from './version.ts';

/** The user's own folder for what can be made again; undefined where there is none. It may be deleted at any time. */
export function cacheFolder(env: Surroundings['env'], platform: NodeJS.Platform): string | undefined {
  const home = env.HOME ?? env.USERPROFILE;
  const usual =
    platform === 'win32'
      ? env.LOCALAPPDATA
      : platform === 'darwin'
        ? home && join(home, 'Library/Caches')
        : (env.XDG_CACHE_HOME ?? (home && join(home, '.cache')));
  return usual ? join(usual, 'ncslint') : undefined;
}

/** A file for each name in the folder, which is made when the first one is written. */
export function diskStore(folder: string | undefined): Store | undefined {
  if (folder === undefined) return undefined;
  // What another version of ncslint made of the same files may be something else.
  const fileOf = (name: string): string => join(folder, fnv1a(`${version}\n${name}`) + ENDING);
  return {
    stamp,
    now: Date.now,
    read(name) {
      try {
        return readFileSync(fileOf(name));
      } catch {
        return undefined;
      }
    },
    write(name, data) {
      const path = fileOf(name);
      const unfinished = `${path}-${process.pid}`;
      try {
        mkdirSync(folder, { recursive: true });
        try {
          writeFileSync(unfinished, data);
          renameSync(unfinished, path);
        } finally {
          rmSync(unfinished, { force: true });
        }
        removeOldest(folder);
      } catch {
        // A folder that cannot be written to, or is full.
      }
    },
  };
}

function stamp(path: string): Stamp | undefined {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) return undefined;
    const { size, mtimeMs, ctimeMs, ino } = stat;
    return { text: `${size} ${mtimeMs} ${ctimeMs} ${ino}`, changed: Math.max(mtimeMs, ctimeMs) };
  } catch {
    return undefined;
  }
}

function removeOldest(folder: string): void {
  const paths = readdirSync(folder)
    .filter((name) => name.endsWith(ENDING))
    .map((name) => join(folder, name));
  if (paths.length <= MOST_FILES) return;
  const times = new Map(paths.map((path) => [path, statSync(path).mtimeMs]));
  const byAge = paths.sort((a, b) => times.get(a)! - times.get(b)!);
  for (const path of byAge.slice(0, paths.length - MOST_FILES / 2)) rmSync(path, { force: true });
}

const ENDING = '.kconfig';
/** One is some 3 MB. */
const MOST_FILES = 60;
