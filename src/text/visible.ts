/**
 * Text that is safe to print: everything that steers a terminal, hides or reorders text, or only looks like a blank
 * is written as an escape (`\x1b`, `\u{202e}`, `\n`). Other characters stay as they are.
 */
export function visible(text: string): string {
  if (isPlain(text)) return text;
  if (isAscii(text)) return text.replace(/[^ -~]/g, escaped);
  hidden ??= new RegExp(pattern, 'gu');
  return text.replace(hidden, (character, variation: string | undefined) => (variation ? '' : escaped(character)));
}

/** The characters of `text` in order, each as `visible` writes it, with its UTF-16 offset. */
export function* visibleCharacters(text: string): Iterable<VisibleCharacter> {
  if (isAscii(text)) {
    for (let offset = 0; offset < text.length; offset++) {
      const character = text[offset]!;
      yield { offset, character, text: isPlain(character) ? character : escaped(character) };
    }
    return;
  }
  hiddenOrAny ??= new RegExp(`${pattern}|([^])`, 'gu');
  for (const match of text.matchAll(hiddenOrAny)) {
    const [character, variation] = match;
    if (variation) continue;
    // One plain character is the last alternative, which has no escape of its own.
    const isHidden = match[2] === undefined;
    yield { offset: match.index, character, text: isHidden ? escaped(character) : character };
  }
}

export interface VisibleCharacter {
  readonly offset: number;
  /** As written. */
  readonly character: string;
  /** As printed. */
  readonly text: string;
}

// In this order: the selector that makes an emoji of a sign (left out: terminals do not agree on its width), the fifth
// of many marks stacked on one letter, and whatever is a control, a format character, half a surrogate pair, a
// separator of lines, a blank other than the blank, or drawn as nothing.
const pattern =
  '((?<=\\p{Extended_Pictographic})[\\ufe0e\\ufe0f])' +
  '|(?<=\\p{M}{4})\\p{M}' +
  '|(?! )[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Zs}\\p{Default_Ignorable_Code_Point}]';

// Made when they are needed: the properties of characters take a small run a noticeable time.
let hidden: RegExp | undefined;
let hiddenOrAny: RegExp | undefined;

const isPlain = (text: string): boolean => /^[ -~]*$/.test(text);

// Where a source indents with tabs, for one: what is hidden is found without the properties of characters.
const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text);

const short: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escaped(character: string): string {
  const code = character.codePointAt(0)!;
  const hex = code.toString(16);
  return short[character] ?? (code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`);
}
