/**
 * Where the entry that begins with `prefix` starts in `text`, -1 where there is none. Entries are sorted by code units, each
 * with a separator behind it. They are not taken apart: there are ten thousand, and a look-up reads ten.
 */
export function entryAt(text: string, separator: string, prefix: string): number {
  let [low, high] = [0, text.length];
  while (low < high) {
    // The entry that the character in the middle is of.
    const start = text.lastIndexOf(separator, ((low + high) >> 1) - 1) + 1;
    const found = text.slice(start, start + prefix.length);
    if (found === prefix) return start;
    if (found < prefix) low = text.indexOf(separator, start) + 1;
    else high = start;
  }
  return -1;
}
