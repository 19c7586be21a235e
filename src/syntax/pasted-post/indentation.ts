/**
 * A static file whose indentation a forum has dropped, with the keys back below the names they belong to; undefined where
 * some of it is left, for then every column may mean something.
 */
export function indentedAgain(text: string): string | undefined {
  const lines = text.split('\n');
  if (!lines.some((line) => KEY.test(line)) || lines.some((line) => /^[ \t]+[^\s#-]/.test(line))) return undefined;
  let below = 0;
  return lines.map(indented).join('\n');

  function indented(line: string): string {
    if (line.trim() === '' || line.startsWith('#')) return line;
    if (/^[ \t]*[-\]]/.test(line)) return `${' '.repeat(below + 2)}${line.trimStart()}`;
    const depth = below > 0 && PLACE.test(line) ? 4 : KEY.test(line) ? 2 : 0;
    below = /^placement[ \t]*:/.test(line) ? 4 : depth;
    return ' '.repeat(depth) + line;
  }
}

/** Keys of a partition, none of which is the name of one. */
const KEY =
  /^(address|size|region|span|end_address|orig_span|device|affiliation|extra_params|placement|inside|share_size|sharers)[ \t]*:/;

/** What stands below `placement`. */
const PLACE = /^(before|after|align|align_next)[ \t]*:/;
