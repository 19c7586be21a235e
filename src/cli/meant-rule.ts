import { closest } from '../text/similar.ts';

/** The one of these rules, or groups of rules, that a word probably means: a mistype of it, or its name without the group. */
export const meantRule = (word: string, known: readonly string[]): string | undefined =>
  closest(word, known) ?? known.find((id) => id.endsWith(`/${word}`));
