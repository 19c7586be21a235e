import { ignoreFile } from '../../project/ignore.ts';
import { below } from '../../text/paths.ts';

/** Whether patterns as in a `.gitignore` of `folder` name an absolute path, or a folder it lies in. */
export function pathMatcher(folder: string, patterns: readonly string[]): (path: string) => boolean {
  const lines = ignoreFile(patterns.join('\n'));
  return (path) => {
    const inside = below(folder, path);
    if (inside === undefined) return false;
    const parts = inside.split('/');
    // The last word is that of the outermost folder that anything is said of.
    let decided = false;
    for (let count = 1; count <= parts.length; count++) {
      const isFolder = count < parts.length || !/\.[a-z]+$/.test(parts.at(-1)!);
      decided = lines.decides(parts.slice(0, count).join('/'), isFolder) ?? decided;
    }
    return decided;
  };
}
