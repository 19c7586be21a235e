import type { Configuration } from '../application.ts';
import { andThen, type Fact, known, unknown } from '../fact.ts';
import { sdkLine } from '../sdk-facts.ts';
import type { Region } from './table.ts';

/** The smallest sector of a serial NOR flash; drivers for Nordic's boards erase no less. */
const SERIAL_FLASH = 0x1000;

/** Bytes that a single erase of the memory behind a region clears; unknown for memory that needs no erasing. */
export function eraseSize({ soc, sdk }: Configuration, { name }: Region): Fact<number> {
  if (name === 'external_flash') return known(SERIAL_FLASH);
  if (name !== 'flash_primary') return unknown(`the erase page of ${name}`);
  return andThen(soc, ({ erasePage }) => andThen(sdk, (facts) => known(erasePage.value, sdkLine(facts, erasePage.at))));
}
