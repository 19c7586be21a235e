import type { Entry, FileSystem, Stat } from './file-system.ts';
import { baseName, folderOf, join } from './paths.ts';

/** `files` with other texts in place of some, or in addition to them: what would be if they were written. By absolute path. */
export function overlaidFiles(files: FileSystem, texts: ReadonlyMap<string, string>): FileSystem {
  const encoder = new TextEncoder();
  const bytes = new Map([...texts].map(([path, text]) => [path, encoder.encode(text)]));
  const added = new Map<string, Map<string, Entry>>();
  for (const path of bytes.keys()) {
    let kind: Entry['kind'] = 'file';
    for (let at = path; !files.stat(at) && folderOf(at) !== at; at = folderOf(at)) {
      const folder = folderOf(at);
      if (!added.has(folder)) added.set(folder, new Map());
      added.get(folder)!.set(baseName(at), { name: baseName(at), kind });
      kind = 'folder';
    }
  }
  const realOf = (path: string): string =>
    files.stat(path)?.real ?? (folderOf(path) === path ? path : join(realOf(folderOf(path)), baseName(path)));

  return {
    read: (path) => bytes.get(path) ?? files.read(path),
    list: (path) =>
      [...files.list(path), ...(added.get(path)?.values() ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1)),
    stat(path): Stat | undefined {
      const content = bytes.get(path);
      if (content) return { kind: 'file', size: content.length, real: realOf(path) };
      return files.stat(path) ?? (added.has(path) ? { kind: 'folder', size: 0, real: realOf(path) } : undefined);
    },
  };
}
