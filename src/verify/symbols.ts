import type { Difference } from '../diagnostic/verification.ts';
import type { Fact } from '../model/fact.ts';
import { isSameValue } from '../model/kconfig/built-value.ts';
import type { KconfigView } from '../model/kconfig/evaluate.ts';
import type { Symbols } from '../project/built/results.ts';
import type { Reasons } from './reasons.ts';
import type { BothSides, Compared } from './verification.ts';

/** Compares the symbols that somebody asked for or that a line assigns in an image, and those of sysbuild. */
export function symbolDifferences(sides: BothSides, reasons: Reasons): Compared {
  const { results, built, predicted, withItsFiles } = sides;
  const all = predicted.configuration.images.flatMap(({ name, kconfig }) => {
    const symbols = results.image(name)?.kconfig;
    const own = built.configuration.images.find((one) => one.name === name);
    const otherwise = withItsFiles.configuration.images.find((one) => one.name === name)?.kconfig ?? kconfig;
    return symbols && own ? [compared(name, 'CONFIG_', symbols, [kconfig, otherwise], own.kconfig, reasons)] : [];
  });
  const [before, after] = [predicted.sysbuild?.view, built.sysbuild?.view];
  if (results.sysbuild && before && after)
    all.push(compared(undefined, 'SB_CONFIG_', results.sysbuild, [before, before], after, reasons));
  return sum(all);
}

function compared(
  image: string | undefined,
  prefix: string,
  symbols: Symbols,
  [predicted, otherwise]: readonly [KconfigView, KconfigView],
  built: KconfigView,
  reasons: Reasons,
): Compared {
  let [equal, unknown] = [0, 0];
  const differences: Difference[] = [];
  const wanted = new Set([...symbols.asked, ...predicted.assignedSymbols, ...built.assignedSymbols]);
  for (const symbol of [...wanted].sort()) {
    const [foreseen, after] = [predicted.text(symbol), built.text(symbol)];
    const before = foreseen.known ? foreseen : otherwise.text(symbol);
    const type = predicted.definition(symbol)?.type;
    // Without facts about it a line of the SDK says as little as none: it may not count.
    const isGuess = type === undefined && before.known && before.origins[0]?.kind === 'sdk';
    if (!before.known || !after.known || NAMES_A_FOLDER.test(before.value)) unknown++;
    else if (isSameValue(before.value, after.value, type)) equal++;
    else if (isGuess) unknown++;
    else {
      const line = symbols.line(symbol);
      differences.push({
        kind: 'symbol',
        image,
        name: `${prefix}${symbol}`,
        predicted: { value: shown(before, type), place: reasons.place(before) },
        built: {
          value: line || type === 'bool' ? shown(after, type) : undefined,
          place: line && reasons.placeOf(line.origin),
        },
        reason: reasons.ofSymbol(image, symbol, before, type !== undefined),
      });
    }
  }
  return { equal, unknown, different: differences.length, differences };
}

/** What only CMake knows: `${ZEPHYR_NRF_MODULE_DIR}/modules/tfm`. */
const NAMES_A_FOLDER = /\$[{(]/;

function shown(value: Fact<string>, type: string | undefined): string | undefined {
  if (!value.known) return undefined;
  return type === 'string' ? `"${value.value}"` : value.value || undefined;
}

/** All that was compared. */
export const sum = (all: readonly Compared[]): Compared => ({
  equal: all.reduce((total, { equal }) => total + equal, 0),
  unknown: all.reduce((total, one) => total + one.unknown, 0),
  different: all.reduce((total, { different }) => total + different, 0),
  differences: all.flatMap(({ differences }) => differences),
});
