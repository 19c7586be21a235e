import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file as a whole: who reads it meanwhile sees the old text or the new one. Links are followed, permissions
 * stay, folders that are missing are made; a device or a pipe is written to. Throws what the system says.
 */
export function writeFile(path: string, content: string | Uint8Array): void {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat && !stat.isFile()) return writeFileSync(path, content);
  const target = stat ? realpathSync(path) : path;
  mkdirSync(dirname(target), { recursive: true });
  const fresh = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}`);
  try {
    // `wx`: never through a link that somebody put there.
    writeFileSync(fresh, content, { flag: 'wx' });
    if (stat) chmodSync(fresh, stat.mode);
    renameSync(fresh, target);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}
