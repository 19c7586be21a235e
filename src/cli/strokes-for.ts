import { ascii, boxes, type Strokes } from '../report/map/strokes.ts';
import type { Surroundings } from './surroundings.ts';

/** Lines of boxes, or plain characters where the terminal or the locale has no others. */
export function strokesFor({ LC_ALL, LC_CTYPE, LANG, TERM }: Surroundings['env']): Strokes {
  const locale = LC_ALL || LC_CTYPE || LANG;
  // Without a locale, as in many containers, what is printed is mostly read by something that knows UTF-8.
  const isPlain = locale !== undefined && !/utf-?8/i.test(locale);
  return isPlain || TERM === 'dumb' ? ascii : boxes;
}
