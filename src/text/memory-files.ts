import type { Entry, FileSystem, Stat } from './file-system.ts';

/**
 * Files in memory, by path with forward slashes. Text is stored as UTF-8.
 *
 *     memoryFiles({ '/app/prj.conf': 'CONFIG_FLASH=y\n' })
 */
export function memoryFiles(files: Readonly<Record<string, string | Uint8Array>>): FileSystem {
  const encoder = new TextEncoder();
  const bytes = new Map(
    Object.entries(files).map(([path, content]) => [
      path,
      typeof content === 'string' ? encoder.encode(content) : content,
    ]),
  );
  const folders = new Map<string, Map<string, Entry>>([['/', new Map()]]);
  for (const path of bytes.keys()) {
    let child: Entry = { name: '', kind: 'file' };
    for (let at = path; at !== '/' && at !== ''; ) {
      const slash = at.lastIndexOf('/');
      const parent = slash <= 0 ? '/' : at.slice(0, slash);
      child = { name: at.slice(slash + 1), kind: at === path ? 'file' : 'folder' };
      if (!folders.has(parent)) folders.set(parent, new Map());
      folders.get(parent)!.set(child.name, child);
      at = parent;
    }
  }

  return {
    read: (path) => bytes.get(path),
    list: (path) => [...(folders.get(path)?.values() ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1)),
    stat(path): Stat | undefined {
      const content = bytes.get(path);
      if (content) return { kind: 'file', size: content.length, real: path };
      return folders.has(path) ? { kind: 'folder', size: 0, real: path } : undefined;
    },
  };
}
