/** How many columns a terminal needs for `text`, which holds no control characters. */
export function columns(text: string): number {
  if (ascii.test(text)) return text.length;
  let sum = 0;
  for (const character of text) sum += columnsOf(character);
  return sum;
}

const ascii = /^[ -~]*$/;

function columnsOf(character: string): number {
  const code = character.codePointAt(0)!;
  if (code < 0x300) return 1;
  if (isZero(character)) return 0;
  return isWide(character) ? 2 : 1;
}

// Expressions over all of Unicode are made where such a character occurs: they take a small run a noticeable time.
// Marks that stand on the letter before, and the vowels and finals of a Hangul syllable written in parts.
const isZero = (character: string): boolean => /[\p{Mn}\p{Me}\u1160-\u11ff]/u.test(character);

// East Asian Wide and Fullwidth (Unicode's EastAsianWidth.txt), as blocks. The letters that make flags count one each.
const isWide = (character: string): boolean =>
  /(?![\u{1f1e6}-\u{1f1ff}])[\p{Emoji_Presentation}\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}]/u.test(
    character,
  );
