import { Workspace } from '../../src/project/workspace.ts';
import { memoryFiles } from '../../src/text/memory-files.ts';

/** A project at /p in memory, from paths in it; what lies in a folder around it has a path from `/`. A list of names stands for empty files. */
export function workspaceOf(files: readonly string[] | Readonly<Record<string, string>>): Workspace {
  const texts: readonly (readonly [string, string])[] = Array.isArray(files)
    ? files.map((name) => [name, ''])
    : Object.entries(files);
  const at = (path: string): string => (path.startsWith('/') ? path : `/p/${path}`);
  return new Workspace(
    memoryFiles(Object.fromEntries(texts.map(([path, text]) => [at(path), text]))),
    ['/p'],
    (path) => (path === '/p' ? '.' : path.replace(/^\/p\//, '')),
  );
}

/** The CMakeLists.txt of an application. */
export const ZEPHYR = 'find_package(Zephyr REQUIRED HINTS $ENV{ZEPHYR_BASE})\nproject(app)\n';
