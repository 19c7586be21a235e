import type { DtNode } from '../devicetree/devicetree.ts';
import { andThen, type Fact, known, map, unknown } from '../fact.ts';

/** A basic flash parameter table (JESD216), as far as its bytes reach. */
export interface BasicFlashParameters {
  /** Bits. */
  readonly density: number;
  /** Bytes of an address: 3, 3 or 4 as the driver chooses, or 4 always. */
  readonly addressBytes: '3' | '3 or 4' | '4' | undefined;
  /** Bytes that one erase instruction clears, ascending. */
  readonly eraseSizes: readonly number[];
  /** Bytes. */
  readonly pageSize: number;
  /** Where the quad enable bit is, as in `quad-enable-requirements`; undefined in a short table and for reserved codes. */
  readonly quadEnable: QuadEnable | undefined;
}

export type QuadEnable = (typeof quadEnables)[number];

/** Bytes of the chip whose table a node's `sfdp-bfp` is; undefined is proven: there is none, or it is too short. */
export const sfdpDensity = (node: DtNode): Fact<number | undefined> =>
  map(bytesProperty(node, 'sfdp-bfp'), (bytes) => {
    const table = bytes && basicFlashParameters(bytes);
    return table && table.density / 8;
  });

/**
 * Decodes a table as `zephyr/drivers/flash/jesd216.h:192-210` (2.4.0) and JESD216 do; undefined without a credible density.
 * Words are little endian.
 */
export function basicFlashParameters(bytes: readonly number[]): BasicFlashParameters | undefined {
  /** Words count from 1, as in the standard. */
  const word = (number: number): number | undefined => {
    const at = (number - 1) * 4;
    const [a, b, c, d] = bytes.slice(at, at + 4);
    return d === undefined ? undefined : (a! | (b! << 8) | (c! << 16) | (d << 24)) >>> 0;
  };
  const features = word(1);
  const density = word(2);
  if (features === undefined || density === undefined) return undefined;
  const timing = word(11);
  const enabling = word(15);
  const exponent = density - 2 ** 31;
  if (exponent > 52) return undefined;
  return {
    density: exponent >= 0 ? 2 ** exponent : density + 1,
    addressBytes: (['3', '3 or 4', '4'] as const)[(features >>> 17) & 3],
    eraseSizes: eraseSizes(word(8), word(9)),
    // Tables of the first edition do not say: `zephyr/drivers/flash/jesd216.h:350-361` (2.4.0).
    pageSize: timing === undefined ? 256 : 2 ** ((timing >>> 4) & 15),
    quadEnable: enabling === undefined ? undefined : quadEnables[(enabling >>> 20) & 7],
  };
}

/** `zephyr/drivers/flash/jesd216.h:439-451` (2.4.0) */
const quadEnables = ['NONE', 'S2B1v1', 'S1B6', 'S2B7', 'S2B1v4', 'S2B1v5', 'S2B1v6'] as const;

/** Two erase types per word, each an exponent and an instruction; an exponent of 0 is no type. */
function eraseSizes(...words: readonly (number | undefined)[]): number[] {
  const exponents = words.flatMap((word) => (word === undefined ? [] : [word & 0xff, (word >>> 16) & 0xff]));
  return exponents
    .filter((exponent) => exponent > 0 && exponent < 53)
    .map((exponent) => 2 ** exponent)
    .sort((a, b) => a - b);
}

/** The bytes of a property written as `[c2 28 17]`; undefined when it is absent, unknown in any other form. */
export function bytesProperty(node: DtNode, name: string): Fact<readonly number[] | undefined> {
  return andThen(node.property(name), (property) => {
    if (!property) return known<readonly number[] | undefined>(undefined);
    const bytes: number[] = [];
    for (const value of property.values) {
      if (value.kind !== 'bytes') return unknown(`${name} of ${node.path} as bytes`);
      for (const byte of value.bytes) bytes.push(byte);
    }
    return known<readonly number[] | undefined>(bytes, ...property.origins);
  });
}
