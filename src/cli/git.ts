import { spawnSync } from 'node:child_process';

/** What git prints; undefined where it fails. It runs nothing that the repository names. */
export const git = (folder: string, args: readonly string[]): string | undefined =>
  gitBytes(folder, args)?.toString('utf8');

/** The same as bytes. */
export function gitBytes(folder: string, args: readonly string[]): Buffer | undefined {
  const { status, stdout } = spawnSync('git', ['-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false', ...args], {
    cwd: folder,
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'],
    // A hook sets these for its own repository.
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name))),
  });
  return status === 0 ? stdout : undefined;
}

const own = /^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|OBJECT_DIRECTORY|COMMON_DIR|NAMESPACE|EXTERNAL_DIFF)$/;
