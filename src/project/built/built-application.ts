import type { BuildFolder } from './build-folders.ts';

/** Which of several applications was built in a folder: the one whose way from the root is most like that of the sources; undefined where none has their name. */
export function builtApplication({ source }: BuildFolder, roots: readonly string[]): string | undefined {
  if (source === undefined) return roots.length === 1 ? roots[0] : undefined;
  const alike = roots.map((root) => ({ root, count: commonEnd(root.split('/'), source.split('/')) }));
  return alike.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count)[0]?.root;
}

function commonEnd(one: readonly string[], other: readonly string[]): number {
  let count = 0;
  while (count < one.length && count < other.length && one.at(-1 - count) === other.at(-1 - count)) count++;
  return count;
}
