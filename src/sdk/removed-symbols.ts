import type { RenamedSymbol } from '../model/sdk-facts.ts';

/**
 * A symbol that nothing takes the place of, from the first version without it and the line that tells: "1.9
 * nrf/lib/at_cmd/Kconfig:9 (1.8.0)". A line of a Kconfig file was read in the last version that has the symbol.
 */
export function removedSymbol(text: string): RenamedSymbol {
  const blank = text.indexOf(' ');
  const [since, at] = [text.slice(0, blank), text.slice(blank + 1)];
  const last = /Kconfig[^/]*:\d+ \((\d+\.\d+)/.exec(at)?.[1];
  return { since, ...(last !== undefined && { last }), at };
}
