/**
 * The candidates that differ from `word` by one mistype: a letter too many, missing, wrong, or two swapped. A digit more
 * or less is another word: such names are numbered. Linear in the length of all of them, and remembered: the candidates
 * must not change.
 */
export function oneMistypeFrom(word: string, candidates: Iterable<string>): readonly string[] {
  let found = answers.get(candidates);
  if (!found) answers.set(candidates, (found = new Map()));
  let near = found.get(word);
  if (!near) found.set(word, (near = [...candidates].filter((candidate) => isOneMistype(word, candidate))));
  return near;
}

/** The applications of a repository mistype the same names of the SDK, and those of modules nobody knows are many. */
const answers = new WeakMap<Iterable<string>, Map<string, readonly string[]>>();

function isOneMistype(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [mine, other] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (/\d/.test(mine + other)) return false;
  return (mine.length <= 1 && other.length <= 1) || (mine.length === 2 && mine === other[1]! + other[0]!);
}
