import type { Image } from '../model/application.ts';
import type { DtNode } from '../model/devicetree/devicetree.ts';

/** A node as its author would write it: `&mx25r64`, or its path. */
export const called = (node: DtNode): string => (node.labels[0] === undefined ? node.path : `&${node.labels[0]}`);

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** `the application`, `MCUboot`, `the hci_rpmsg image`. */
export const imageName = ({ name }: Pick<Image, 'name'>): string =>
  name === 'app' ? 'the application' : name === 'mcuboot' ? 'MCUboot' : `the ${name} image`;
