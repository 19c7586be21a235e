/** One `.gitignore`: decides about paths below the folder it lies in. */
export interface IgnoreFile {
  /** True or false where a line decides, undefined where none does. `path` counts from the file's folder, without a slash at its ends. */
  decides(path: string, isFolder: boolean): boolean | undefined;
}

/** More lines, and longer ones, are not read: nobody writes them. */
const MOST_LINES = 1000;
const LONGEST_LINE = 200;

/** Reads a `.gitignore` as gitignore(5) describes it; the last line that matches decides. */
export function ignoreFile(text: string): IgnoreFile {
  const lines = text.split(/\r?\n/, MOST_LINES).flatMap((line) => ignoreLine(line) ?? []);
  return {
    decides(path, isFolder) {
      const parts = path.split('/');
      const line = lines.findLast(({ folderOnly, matches }) => (isFolder || !folderOnly) && matches(parts));
      return line && !line.again;
    },
  };
}

interface IgnoreLine {
  /** `!name`: no longer ignored. */
  readonly again: boolean;
  readonly folderOnly: boolean;
  matches(parts: readonly string[]): boolean;
}

function ignoreLine(line: string): IgnoreLine | undefined {
  const text = line.endsWith(' ') || line.endsWith('\t') ? line.replace(/(?<!\\)[ \t]+$/, '') : line;
  if (text === '' || text.startsWith('#') || text.length > LONGEST_LINE) return undefined;
  const again = text.startsWith('!');
  const rest = again ? text.slice(1) : text;
  const pattern = rest.startsWith('\\#') || rest.startsWith('\\!') ? rest.slice(1) : rest;
  const folderOnly = pattern.endsWith('/');
  const bare = folderOnly ? pattern.slice(0, -1) : pattern;
  const anchored = bare.includes('/');
  const wanted = (bare.startsWith('/') ? bare.slice(1) : bare).split('/').map(tokensOf);
  if (wanted.every((part) => part.length === 0)) return undefined;
  return {
    again,
    folderOnly,
    matches: (parts) => (anchored ? pathMatches(wanted, parts) : partMatches(wanted[0]!, parts.at(-1)!)),
  };
}

/** `*` and `?` within one name; `[abc]` and `[!a-z]`; a backslash takes the next character as it is. */
const tokensOf = (part: string): readonly string[] => part.match(/\*{2,}|\\[\s\S]|\[[!^]?\]?[^\]]*\]|[\s\S]/g) ?? [];

/** `**` as a whole part stands for any number of folders. */
function pathMatches(wanted: readonly (readonly string[])[], parts: readonly string[]): boolean {
  const isFolders = (i: number): boolean => wanted[i]?.length === 1 && wanted[i][0] === '**';
  return starMatch(wanted.length, parts.length, isFolders, (i, j) => partMatches(wanted[i]!, parts[j]!));
}

function partMatches(tokens: readonly string[], name: string): boolean {
  const isStar = (i: number): boolean => tokens[i]!.startsWith('*');
  return starMatch(tokens.length, name.length, isStar, (i, j) => tokenMatches(tokens[i]!, name[j]!));
}

function tokenMatches(token: string, character: string): boolean {
  if (token === '?') return true;
  if (token.length > 1 && token.startsWith('\\')) return token[1] === character;
  if (token.length < 3 || !token.startsWith('[')) return token === character;
  const set = token.slice(/^\[[!^]/.test(token) ? 2 : 1, -1);
  let inside = false;
  for (let i = 0; i < set.length; i++) {
    const isRange = set[i + 1] === '-' && i + 2 < set.length;
    if (isRange ? set[i]! <= character && character <= set[i + 2]! : set[i] === character) inside = true;
    if (isRange) i += 2;
  }
  return inside !== /^\[[!^]/.test(token);
}

/** Whether a pattern with stars fits, at most `pattern` times `text` steps: only the last star is ever tried again. */
function starMatch(
  pattern: number,
  text: number,
  isStar: (i: number) => boolean,
  fits: (i: number, j: number) => boolean,
): boolean {
  let i = 0;
  let j = 0;
  let star = -1;
  let from = 0;
  while (j < text) {
    if (i < pattern && isStar(i)) {
      star = i++;
      from = j;
    } else if (i < pattern && fits(i, j)) {
      i++;
      j++;
    } else if (star >= 0) {
      i = star + 1;
      j = ++from;
    } else return false;
  }
  while (i < pattern && isStar(i)) i++;
  return i === pattern;
}
