import type { Origin } from '../../diagnostic/origin.ts';
import { andThen, type Fact, is, known, map, rememberedByName, rememberedFor, unknown } from '../fact.ts';
import { expressionOf } from '../kconfig/condition.ts';
import type { AssignmentIn, KconfigView } from '../kconfig/evaluate.ts';
import { evaluateCondition } from '../kconfig/evaluate-condition.ts';
import { type Condition, type SdkFacts, sdkLine } from '../sdk-facts.ts';

export interface Forced {
  /** Behind all other assignments of the image. Their origin is the line that decided sysbuild's symbol, else the SDK's. */
  readonly assignments: readonly ForcedAssignment[];
  /** Symbols that are forced or not, nobody knows; each with what is missing. */
  readonly undecided: ReadonlyMap<string, string>;
}

export interface ForcedAssignment extends AssignmentIn {
  /** The line of the SDK that writes it. */
  readonly at: Origin;
}

/**
 * What sysbuild writes into the `.config.sysbuild` of an image, the last fragment of all
 * (FORCED_CONF_FILE in zephyr/share/sysbuild/cmake/modules/sysbuild_extensions.cmake, Zephyr 3.7).
 */
export function forcedAssignments(image: string, view: KconfigView, sdk: SdkFacts | undefined): Forced {
  const decided = new Map<string, ForcedAssignment>();
  const undecided = new Map<string, string>();
  const holds = conditionsOf(view);
  for (const option of sdk?.sysbuild?.forced ?? []) {
    if (option.image !== '*' && option.image !== image) continue;
    const condition = option.if === undefined ? known(true) : holds(option.if);
    if (condition.known && !condition.value) continue;
    const value = valueOf(option.value, view);
    if (!condition.known || !value.known) {
      undecided.set(option.symbol, missingOf(condition, value));
      continue;
    }
    const line: Origin = sdkLine(sdk!, option.at);
    const origin =
      [...value.origins, ...condition.origins].find(({ kind }) => kind === 'project' || kind === 'argument') ?? line;
    decided.delete(option.symbol);
    decided.set(option.symbol, {
      symbol: option.symbol,
      value: value.value,
      origin,
      at: line,
    });
    undecided.delete(option.symbol);
  }
  return { assignments: [...decided.values()].filter(({ symbol }) => !undecided.has(symbol)), undecided };
}

/** The overlays of the SDK that sysbuild adds to an image. A node that nobody uses does no harm: what is not known to be left out is there. */
export function addedOverlays(image: string, view: KconfigView, sdk: SdkFacts | undefined): readonly string[] {
  const holds = conditionsOf(view);
  return (sdk?.sysbuild?.overlays ?? []).flatMap(({ image: of, path, if: condition = 'y' }) =>
    of === image && !is(holds(condition), false) ? [path] : [],
  );
}

/** Evaluates conditions over sysbuild's symbols: most are the same for every image. */
const conditionsOf = rememberedFor((view: KconfigView) => {
  const scope = { bool: view.bool, text: view.text, devicetree: () => unknown('a devicetree of sysbuild') };
  const once = rememberedByName<Fact<boolean>>();
  return (condition: Condition) => once(condition, () => evaluateCondition(expressionOf(condition), scope));
});

/**
 * What to set in sysbuild for the image to get a value; undefined where no single symbol does it. The last symbol of a
 * condition is the one that asks for the option, those before it are what that takes.
 */
export function askingFor(
  image: string,
  symbol: string,
  wanted: string,
  sdk: SdkFacts | undefined,
): { readonly symbol: string; readonly value: string } | undefined {
  for (const option of sdk?.sysbuild?.forced ?? []) {
    if (option.symbol !== symbol || (option.image !== '*' && option.image !== image)) continue;
    const [, own] = /^\$(\w+)/.exec(option.value) ?? [];
    if (own !== undefined) return { symbol: own, value: wanted };
    const [, not, last] = /(?:^|&& )(!\()?(\w+)\)?$/.exec(option.if ?? '') ?? [];
    if (option.value === wanted && last !== undefined) return { symbol: last, value: not ? 'n' : 'y' };
  }
  return undefined;
}

/** `$A+$B` is the sum of two symbols, "?" what CMake computes. */
function valueOf(value: string, view: KconfigView): Fact<string> {
  if (value === '?') return unknown('what sysbuild computes for it');
  if (!value.startsWith('$')) return known(value);
  const [first, ...others] = value.split('+').map((part) => view.text(part.slice(1)));
  return others.reduce(
    (sum, next) => andThen(sum, (one) => map(next, (other) => `${Number(one) + Number(other)}`)),
    first!,
  );
}

function missingOf(...facts: readonly Fact<unknown>[]): string {
  for (const fact of facts) if (!fact.known) return fact.missing;
  return '';
}
