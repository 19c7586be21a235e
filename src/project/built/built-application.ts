import { below } from '../../text/paths.ts';
import type { BuildFolder } from './build-folders.ts';

/**
 * Which of several applications was built in a folder: the one whose way from the root is most like that of the sources, else
 * the one that the folder lies in, for whoever clones a repository calls it as he likes. Undefined where there is none.
 */
export function builtApplication({ source, folder }: BuildFolder, roots: readonly string[]): string | undefined {
  if (source === undefined) return roots.length === 1 ? roots[0] : undefined;
  const alike = roots.map((root) => ({ root, count: commonEnd(root.split('/'), source.split('/')) }));
  const best = alike.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count)[0]?.root;
  return best ?? roots.filter((root) => below(root, folder) !== undefined).sort((a, b) => b.length - a.length)[0];
}

function commonEnd(one: readonly string[], other: readonly string[]): number {
  let count = 0;
  while (count < one.length && count < other.length && one.at(-1 - count) === other.at(-1 - count)) count++;
  return count;
}
