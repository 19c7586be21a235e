import type { Origin } from '../../src/diagnostic/origin.ts';
import { evaluateDevicetree } from '../../src/model/devicetree/evaluate.ts';
import { type Fact, known, unknown } from '../../src/model/fact.ts';
import {
  type AssignmentIn,
  type KconfigOptions,
  type KconfigView,
  kconfigView,
} from '../../src/model/kconfig/evaluate.ts';
import type { NodeFact, SdkFacts, SymbolFacts } from '../../src/model/sdk-facts.ts';
import { shippedFacts } from '../../src/sdk/facts.ts';
import { shipped } from '../sdk/shipped.ts';

/** NCS 2.4.0 as shipped. */
export const ncs = shippedFacts(shipped, '2.4.0');

/** Facts about a few symbols of our own making; what is left out of a symbol is as plain as can be. */
export const symbols = (all: Readonly<Record<string, Partial<SymbolFacts>>>): SdkFacts => ({
  ...ncs,
  boardNames: [],
  flashDrivers: [],
  symbol: (name) => all[name] && { type: 'bool', defaults: [], complete: true, at: `Kconfig:${name}`, ...all[name] },
});

/** `FLASH=y`: an assignment each; its origin is an argument with that text. */
export const assignments = (...lines: readonly string[]): AssignmentIn[] =>
  lines.map((line) => {
    const [symbol, value] = line.split(/=(.*)/s) as [string, string];
    return { symbol, value, origin: { kind: 'argument', text: line } };
  });

interface Setting {
  readonly image?: string;
  readonly facts?: SdkFacts | undefined;
  readonly nodes?: readonly Omit<NodeFact, 'at'>[] | 'unknown';
  readonly options?: KconfigOptions;
}

/** The view of MCUboot, unless the setting names another image. */
export function view(
  lines: readonly string[],
  { image = 'mcuboot', facts, nodes = [], options = {} }: Setting = {},
): KconfigView {
  const base: Fact<string> = nodes === 'unknown' ? unknown('the board') : known('board');
  const at = 'board.dts:1';
  const tree = {
    name: 'board',
    base: undefined,
    nodes: [{ path: '/', at }, ...(nodes === 'unknown' ? [] : nodes.map((node) => ({ ...node, at })))],
  };
  const layers = nodes === 'unknown' ? [] : [{ kind: 'facts', tree } as const];
  const devicetree = evaluateDevicetree(base, layers, { includedTree: () => undefined, sdkVersion: '2.4.0' });
  return kconfigView(image, assignments(...lines), facts, devicetree, options);
}

/** `NORDIC_QSPI_NOR=n` for an argument, `zephyr/Kconfig:4` for a line of the SDK. */
export const places = (fact: Fact<unknown>): string[] | undefined =>
  fact.known
    ? fact.origins.map((origin: Origin) =>
        origin.kind === 'argument'
          ? origin.text
          : origin.kind === 'sdk'
            ? `${origin.path}:${origin.line}`
            : origin.kind,
      )
    : undefined;
