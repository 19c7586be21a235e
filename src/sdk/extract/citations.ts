import type { SdkLine } from '../../model/sdk-facts.ts';
import type { FileSystem } from '../../text/file-system.ts';
import type { DriversFile, SymbolData, SymbolsFile } from '../data-files.ts';

/** A line of the SDK the facts cite, and what has to stand there. */
export interface Citation {
  /** "symbol FLASH of mcuboot": whose fact it is. */
  readonly of: string;
  readonly at: SdkLine;
  readonly says: RegExp;
}

/** Everything the files that no program extracts from a line of the SDK alone cite: symbols and drivers. */
export function citations(symbols: SymbolsFile, drivers: DriversFile): Citation[] {
  return [
    ...Object.entries(symbols.images).flatMap(([image, all]) =>
      Object.entries(all).flatMap(([name, symbol]) => symbolCitations(`symbol ${name} of ${image}`, name, symbol)),
    ),
    ...drivers.drivers.flatMap((driver): Citation[] => [
      { of: `driver ${driver.symbol}`, at: driver.at, says: definition(driver.symbol) },
      ...driver.companions.map(({ symbol, at }) => ({
        of: `driver ${driver.symbol}`,
        at,
        says: new RegExp(`\\b(CONFIG_)?${symbol}\\b`),
      })),
    ]),
  ];
}

/** Those that do not hold in an SDK, each as a sentence. */
export function brokenCitations(all: readonly Citation[], sdk: FileSystem): string[] {
  const lines = new Map<string, readonly string[] | undefined>();
  return all.flatMap(({ of, at, says }) => {
    const colon = at.lastIndexOf(':');
    const path = at.slice(0, colon);
    if (!lines.has(path)) {
      const bytes = sdk.read(path);
      lines.set(path, bytes && new TextDecoder().decode(bytes).split(/\r?\n/));
    }
    const line = lines.get(path)?.[Number(at.slice(colon + 1)) - 1];
    if (line === undefined) return [`${of}: there is no ${at}`];
    return says.test(line) ? [] : [`${of}: ${at} is "${line.trim()}", which does not say ${says.source}`];
  });
}

function symbolCitations(of: string, name: string, symbol: SymbolData): Citation[] {
  return [
    { of, at: symbol.at, says: definition(name) },
    ...(symbol.defaults ?? []).map(({ value, at }) => ({
      of,
      at,
      says: defaultLine(name, value, symbol.choice !== undefined),
    })),
    ...(symbol.selects ?? []).map(({ at }) => ({ of, at, says: new RegExp(`\\bselect\\s+${name}\\b`) })),
  ];
}

/** A template names its symbols by what it is sourced for. */
const definition = (name: string): RegExp => new RegExp(`^\\s*(menu)?config\\s+(${name}$|${name}\\s|\\w*\\$\\()`);

/** The default itself, the symbol that implies it, or for a choice the name of the member, or the member that stands first. */
function defaultLine(name: string, value: string, ofChoice: boolean): RegExp {
  if (ofChoice) return new RegExp(`\\bdefault\\s+${name}\\b|\\bconfig\\s+${name}\\b|\\$\\(`);
  const isLiteral = /^[\w./-]+$/.test(value);
  const text = isLiteral ? `(.*\\W)?"?${value.replaceAll('.', '\\.')}"?(\\W|$)` : '';
  return new RegExp(`\\b(default|def_\\w+)\\s+(${text}|.*\\$\\()|\\bimply\\s+${name}\\b`);
}
