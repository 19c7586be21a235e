import type { Entry, FileSystem, Stat } from '../text/file-system.ts';
import { baseName, below, folderOf, join } from '../text/paths.ts';
import { git, gitBytes } from './git.ts';

/** Links that lead to links are followed so often. */
const mostLinks = 10;

/**
 * The files of a repository as they were in a commit, at the paths where they are now; `others` stand for all that lies
 * outside of it. Submodules are not looked into. Undefined where git cannot say.
 */
export function gitFiles(top: string, commit: string, others: FileSystem): FileSystem | undefined {
  const listing = git(top, ['ls-tree', '-r', '-z', '-l', '--full-tree', commit]);
  if (listing === undefined) return undefined;
  const blobs = new Map<string, Blob>();
  const folders = new Map<string, Map<string, Entry>>([[top, new Map()]]);
  for (const line of listing.split('\0')) {
    const match = /^(\d+) blob ([0-9a-f]+) +(\d+)\t(.*)$/s.exec(line);
    if (!match) continue;
    const path = join(top, match[4]!);
    const isLink = match[1] === '120000';
    blobs.set(path, { object: match[2]!, size: Number(match[3]), isLink });
    add(folders, top, path, isLink ? 'link' : 'file');
  }
  const texts = new Map<string, Uint8Array | undefined>();
  const bytesOf = (object: string): Uint8Array | undefined => {
    if (!texts.has(object)) texts.set(object, gitBytes(top, ['cat-file', 'blob', object]));
    return texts.get(object);
  };
  /** The path behind links. */
  const realOf = (path: string, depth = 0): string => {
    const blob = blobs.get(path);
    if (blob?.isLink && depth < mostLinks) {
      const target = bytesOf(blob.object);
      return target ? realOf(join(folderOf(path), Buffer.from(target).toString('utf8')), depth + 1) : path;
    }
    if (blob || folders.has(path) || path === top || depth >= mostLinks) return path;
    const folder = folderOf(path);
    if (folder === path) return path;
    const real = realOf(folder, depth);
    return real === folder ? path : realOf(join(real, baseName(path)), depth + 1);
  };
  const isInside = (path: string): boolean => below(top, path) !== undefined && !/\/\.git(\/|$)/.test(path);

  return {
    read(path) {
      if (!isInside(path)) return others.read(path);
      const blob = blobs.get(realOf(path));
      return blob && !blob.isLink ? bytesOf(blob.object) : undefined;
    },
    list(path) {
      if (!isInside(path)) return others.list(path);
      return [...(folders.get(realOf(path))?.values() ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    stat(path): Stat | undefined {
      if (!isInside(path)) return others.stat(path);
      const real = realOf(path);
      if (!isInside(real)) return others.stat(real);
      const blob = blobs.get(real);
      if (blob && !blob.isLink) return { kind: 'file', size: blob.size, real };
      return folders.has(real) ? { kind: 'folder', size: 0, real } : undefined;
    },
  };
}

interface Blob {
  readonly object: string;
  readonly size: number;
  readonly isLink: boolean;
}

/** Makes a file, and the folders on the way to it, part of the listings. */
function add(folders: Map<string, Map<string, Entry>>, top: string, path: string, kind: Entry['kind']): void {
  let entry: Entry = { name: baseName(path), kind };
  for (let at = path; at !== top; at = folderOf(at)) {
    const folder = folderOf(at);
    const listed = folders.get(folder);
    if (listed) {
      listed.set(entry.name, entry);
      return;
    }
    folders.set(folder, new Map([[entry.name, entry]]));
    entry = { name: baseName(folder), kind: 'folder' };
  }
}
