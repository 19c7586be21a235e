import type { DtNode } from '../devicetree/devicetree.ts';
import { andThen, type Fact, known, map, unknown } from '../fact.ts';

/** A basic flash parameter table (JESD216), as far as its bytes reach. */
export interface BasicFlashParameters {
  /** Bits. */
  readonly density: number;
  /** Bytes of an address: 3, 3 or 4 as the driver chooses, or 4 always. */
  readonly addressBytes: '3' | '3 or 4' | '4' | undefined;
  /** What one instruction erases, the smallest first; empty in a table that is too short to say. */
  readonly erases: readonly { readonly bytes: number; readonly instruction: number }[];
  /** The instruction of each fast read that the chip has; undefined in a table that is too short to say. */
  readonly reads: Readonly<Partial<Record<FastRead, number>>> | undefined;
  /** Bytes that one instruction writes; undefined in a table of the first edition, which does not say. */
  readonly pageSize: number | undefined;
  /** Where the quad enable bit is, as in `quad-enable-requirements`; undefined in a short table and for reserved codes. */
  readonly quadEnable: QuadEnable | undefined;
}

export type QuadEnable = (typeof quadEnables)[number];

/** Lines that carry instruction, address and data. */
export type FastRead = '1-1-2' | '1-2-2' | '1-1-4' | '1-4-4';

/** The table in a node's `sfdp-bfp`, whatever chip it was copied from; undefined is proven: there is none, or none to read. */
export const sfdpTable = (node: DtNode): Fact<BasicFlashParameters | undefined> =>
  map(bytesProperty(node, 'sfdp-bfp'), (bytes) => bytes && basicFlashParameters(bytes));

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
    erases: erases(word(8), word(9)),
    reads: fastReads(features, word(3), word(4)),
    pageSize: timing === undefined ? undefined : 2 ** ((timing >>> 4) & 15),
    quadEnable: enabling === undefined ? undefined : quadEnables[(enabling >>> 20) & 7],
  };
}

/** `zephyr/drivers/flash/jesd216.h:439-451` (2.4.0) */
const quadEnables = ['NONE', 'S2B1v1', 'S1B6', 'S2B7', 'S2B1v4', 'S2B1v5', 'S2B1v6'] as const;

/** `zephyr/drivers/flash/jesd216.c:48-96` (2.4.0): a bit for each in the first word, instructions in the third and fourth. */
function fastReads(
  features: number,
  third: number | undefined,
  fourth: number | undefined,
): BasicFlashParameters['reads'] {
  if (third === undefined || fourth === undefined) return undefined;
  const has = (bit: number): boolean => ((features >>> bit) & 1) === 1;
  return {
    ...(has(16) && { '1-1-2': (fourth >>> 8) & 0xff }),
    ...(has(20) && { '1-2-2': (fourth >>> 24) & 0xff }),
    ...(has(22) && { '1-1-4': (third >>> 24) & 0xff }),
    ...(has(21) && { '1-4-4': (third >>> 8) & 0xff }),
  };
}

/** Two erase types per word, each an exponent and an instruction; an exponent of 0 is no type. */
function erases(...words: readonly (number | undefined)[]): BasicFlashParameters['erases'] {
  return words
    .flatMap((word) => (word === undefined ? [] : [word & 0xffff, word >>> 16]))
    .map((type) => ({ exponent: type & 0xff, instruction: type >>> 8 }))
    .filter(({ exponent }) => exponent > 0 && exponent < 53)
    .map(({ exponent, instruction }) => ({ bytes: 2 ** exponent, instruction }))
    .sort((a, b) => a.bytes - b.bytes);
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
