import type { SdkFacts } from '../model/sdk-facts.ts';
import { type Definitions, definitions } from '../syntax/devicetree/parse.ts';

/** What the headers of the SDK define, where the SDK itself is not there; the same for each SDK, so that it is read once. */
export function macrosOf(facts: SdkFacts): Definitions {
  let defines = known.get(facts);
  if (!defines) {
    const own = facts.trees.macros();
    defines = own.isEmpty ? MEMORY_MACROS : { get: (name) => own.get(name)?.definition };
    known.set(facts, defines);
  }
  return defines;
}

/** The files of every SoC include them (zephyr/dts/common/mem.h:10-16 (2.4.0)). */
const MEMORY_MACROS = definitions(['DT_SIZE_K(x) ((x) * 1024)', 'DT_SIZE_M(x) ((x) * 1024 * 1024)']);

const known = new WeakMap<SdkFacts, Definitions>();
