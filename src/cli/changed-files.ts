import { join, normalize } from '../text/paths.ts';
import { git } from './git.ts';

/** What has changed in a repository. */
export interface ChangedFiles {
  /** Whether a file has changed, by its absolute path; so has one that is gone. */
  has(path: string): boolean;
}

/** Submodules in submodules are looked into so deep. */
const deepest = 10;

/**
 * The files that differ from where the branch left `commit`, in the repository around `folder`: committed or not, new
 * ones, both names of a renamed one, and those of submodules. `problem` is a printable line without a final stop.
 */
export function changedFiles(commit: string, folder: string): ChangedFiles | { readonly problem: string } {
  const branch = branchingOf(commit, folder);
  if ('problem' in branch) return branch;
  const files = new Set<string>();
  const folders: string[] = [];
  collect(branch.top, branch.base, files, folders, 0);
  return { has: (path) => files.has(path) || folders.some((one) => path.startsWith(`${one}/`)) };
}

/** Where the branch left `commit`: the folder of the repository around `folder`, and the commit that both have. */
export function branchingOf(
  commit: string,
  folder: string,
): { readonly top: string; readonly base: string } | { readonly problem: string } {
  if (commit.startsWith('-')) return { problem: `${commit} is no commit` };
  const top = git(folder, ['rev-parse', '--show-toplevel'])?.trim();
  if (!top) return { problem: '--changed-since needs git, and a repository around the paths' };
  const known = git(top, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${commit}^{commit}`])?.trim();
  if (!known) return { problem: `git does not know the commit ${commit}; a shallow clone has only the newest` };
  return { top: normalize(top), base: git(top, ['merge-base', known, 'HEAD'])?.trim() || known };
}

/** Adds what differs between a commit and the files on the disk. */
function collect(top: string, base: string, files: Set<string>, folders: string[], depth: number): void {
  const diff = git(top, [
    'diff',
    '--raw',
    '-z',
    '--no-abbrev',
    '-M',
    '--no-ext-diff',
    '--ignore-submodules=none',
    base,
  ]);
  // Without an answer everything counts: a finding too many is better than one that nobody sees.
  if (diff === undefined) {
    folders.push(top);
    return;
  }
  for (const { paths, modes, from } of rawEntries(diff)) {
    for (const path of paths) {
      const absolute = join(top, path);
      files.add(absolute);
      if (!modes.includes(submodule)) continue;
      if (modes[0] === submodule && modes[1] === submodule && depth < deepest && isRepository(absolute))
        collect(absolute, from, files, folders, depth + 1);
      else folders.push(absolute);
    }
  }
  const untracked = git(top, ['ls-files', '--others', '--exclude-standard', '-z']) ?? '';
  for (const path of untracked.split('\0')) if (path !== '') files.add(join(top, path));
}

const submodule = '160000';

interface RawEntry {
  readonly paths: readonly string[];
  readonly modes: readonly [string, string];
  /** The object before. */
  readonly from: string;
}

/** `:<mode> <mode> <object> <object> <status>\0<path>\0`, with a second path for what was renamed or copied. */
function* rawEntries(text: string): Iterable<RawEntry> {
  const fields = text.split('\0');
  for (let index = 0; index + 1 < fields.length; ) {
    const [before = '', after = '', from = '', , status = ''] = fields[index]!.slice(1).split(' ');
    const count = /^[RC]/.test(status) ? 2 : 1;
    yield { paths: fields.slice(index + 1, index + 1 + count), modes: [before, after], from };
    index += 1 + count;
  }
}

/** A submodule that was not checked out has none of its own: git would answer for the one around it. */
const isRepository = (folder: string): boolean =>
  normalize(git(folder, ['rev-parse', '--show-toplevel'])?.trim() ?? '') === folder;
