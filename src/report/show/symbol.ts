import type { SymbolAnswer, SymbolStep, SymbolValue } from '../../diagnostic/show.ts';
import { visible } from '../../text/visible.ts';
import { type Entry, entryLines, noteLines, placeText, type ShowPage } from './lines.ts';

/** The value of a symbol in each image, and the lines it comes from. */
export const symbolLines = ({ symbol, values, notes }: SymbolAnswer, page: ShowPage): string[] => [
  page.ink.bold(visible(symbol)),
  ...values.flatMap((value) => valueLines(value, page)),
  ...noteLines(notes, 2, page),
];

function valueLines({ image, value, type, missing, steps }: SymbolValue, page: ShowPage): string[] {
  const shown = value === undefined ? 'not known' : type === 'string' ? `"${value}"` : value || 'no value';
  const entries: readonly Entry[] = [
    ...(missing === undefined ? [] : [{ key: 'missing', text: missing }]),
    ...steps.map(stepEntry),
  ];
  return [`  ${visible(image)}: ${page.ink.bold(visible(shown))}`, ...entryLines(entries, 4, page)];
}

/** An argument says by itself what it assigns. */
function stepEntry({ role, text, place }: SymbolStep): Entry {
  const isSaid = place?.kind === 'argument' && text.startsWith(place.text.replace(/^-D/, ''));
  return isSaid
    ? { key: keys[role], text: text.replace(place.text.replace(/^-D/, ''), () => place.text) }
    : { key: keys[role], text, place: placeText(place) };
}

const keys: Readonly<Record<SymbolStep['role'], string>> = {
  decides: 'decided by',
  overridden: 'overrides',
  ignored: 'ignored',
  possible: 'may count',
  condition: 'because',
};
