import type { SourceFile } from '../text/source.ts';

/** Where a statement of a `zephyr.dts` was written. */
export interface StatedPlace {
  /** With forward slashes, from the workspace of the SDK: `zephyr/dts/arm/nordic/nrf52840.dtsi`, `../../app/app.overlay`. */
  readonly path: string;
  /** Counts from 1. */
  readonly line: number;
}

/**
 * The places that a `zephyr.dts` names in comments, by the line a node or a property starts on: it has them from Zephyr 4.2 on
 * (`Node.__str__` in zephyr/scripts/dts/python-devicetree/src/devicetree/dtlib.py). Empty for an older one.
 */
export function statedPlaces({ text }: SourceFile): ReadonlyMap<number, StatedPlace> {
  const places = new Map<number, StatedPlace>();
  if (!/\/\* (in|node) /.test(text)) return places;
  // A value may take several lines, and the comment stands behind the last one.
  let start = 1;
  let line = 0;
  for (const written of text.split(/\r\n|\n|\r/)) {
    line++;
    const node = /^\s*\/\* node .* defined in (.+):(\d+) \*\/\s*$/.exec(written);
    if (node) places.set(line + 1, placeOf(node));
    const property = /; *\/\* in (.+):(\d+) \*\/\s*$/.exec(written);
    if (property) for (let one = start; one <= line; one++) if (!places.has(one)) places.set(one, placeOf(property));
    if (node || property || /[;{}]\s*$/.test(written) || written.trim() === '') start = line + 1;
  }
  return places;
}

const placeOf = ([, path, line]: RegExpExecArray): StatedPlace => ({
  path: path!.replaceAll('\\', '/'),
  line: Number(line),
});
