/**
 * The candidate that `word` was probably meant to be; undefined when none is close enough to be said aloud.
 * One that differs in case only comes first, then the fewest mistypes (a letter too many, missing, wrong, or two swapped).
 */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  const lower = word.toLowerCase();
  const limit = tolerance(lower.length);
  let best: string | undefined;
  let fewest = limit + 1;
  for (const candidate of candidates) {
    if (candidate === word) continue;
    const other = candidate.toLowerCase();
    if (other === lower) return candidate;
    if (Math.abs(other.length - lower.length) >= fewest) continue;
    const mistypes = distance(lower, other);
    // A word that shares less than half with the candidate is another word.
    if (mistypes < fewest && mistypes * 2 < Math.max(lower.length, other.length)) {
      best = candidate;
      fewest = mistypes;
    }
  }
  return best;
}

/** How many mistypes a word of this length may have. Words of one or two letters resemble everything. */
const tolerance = (length: number): number => (length < 3 ? 0 : length < 6 ? 1 : length < 13 ? 2 : 3);

/** Mistypes between two words: optimal string alignment, three rows are kept. */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, beforeLast[column - 2]! + 1);
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length]!;
}
