import type { Configuration } from '../application.ts';
import type { DtNode } from '../devicetree/devicetree.ts';
import { andThen, type Fact, known, unknown } from '../fact.ts';
import type { ChipFacts } from '../sdk-facts.ts';
import { bytesProperty } from './sfdp.ts';

/** What a JEDEC id says about a chip. */
export interface JedecChip {
  /** "MX25R6435F", or where the part is not known "a chip of Macronix". */
  readonly title: string;
  /** Capacity. */
  readonly bytes: number;
}

/** The chip a node's `jedec-id` names; undefined is proven: there is no id, or it says nothing about the density. */
export function jedecChip(configuration: Configuration, node: DtNode): Fact<JedecChip | undefined> {
  const { sdk } = configuration;
  if (!sdk.known) return unknown('the table of JEDEC ids');
  return andThen(bytesProperty(node, 'jedec-id'), (id) => known(id && chipOf(id, sdk.value.chips)));
}

/** The third byte is n for a chip of 2^n bytes, with the manufacturers that count so, in the range where they do. */
export function chipOf(id: readonly number[], chips: ChipFacts): JedecChip | undefined {
  const [first, , density] = id;
  if (id.length !== 3 || first === undefined || density === undefined) return undefined;
  const manufacturer = chips.manufacturers.find(({ id }) => id === byte(first));
  if (!manufacturer) return undefined;
  const [lowest, highest] = manufacturer.powersOfTwo;
  if (density < lowest || density > highest) return undefined;
  const key = id.map(byte).join('');
  const part = Object.hasOwn(chips.parts, key) ? chips.parts[key] : undefined;
  return { title: part?.title ?? `a chip of ${manufacturer.name}`, bytes: 2 ** density };
}

const byte = (value: number): string => value.toString(16).padStart(2, '0');
