import type { Configuration, Image } from '../../model/application.ts';

/**
 * Overlay text that gives MCUboot what the application's overlays say. In a folder it includes them, so that the two
 * cannot drift apart; of a pasted post the text itself, since nobody knows what the poster's files are called.
 */
export function mirroredOverlays({ complete }: Configuration, app: Image, mcuboot: Image): string {
  if (!complete) return app.overlays.map(({ source }) => tidied(source.text)).join('\n');
  return app.overlays
    .map(({ source }) => `#include "${relative(mcuboot.places.overlay.path, source.path)}"\n`)
    .join('');
}

/** Without the blank lines that pasting leaves behind. */
const tidied = (text: string): string =>
  `${text
    .replace(/\r\n?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;

/** `to` as an include in the file `from` would write it. Both are paths of one application. */
function relative(from: string, to: string): string {
  const folders = from.split('/').slice(0, -1);
  const target = to.split('/');
  while (folders.length > 0 && target.length > 1 && folders[0] === target[0]) {
    folders.shift();
    target.shift();
  }
  return [...folders.map(() => '..'), ...target].join('/');
}
