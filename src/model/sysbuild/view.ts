import type { Origin } from '../../diagnostic/origin.ts';
import type { KconfigDefinition } from '../../syntax/kconfig-language/definition.ts';
import type { Devicetree } from '../devicetree/devicetree.ts';
import { evaluateDevicetree } from '../devicetree/evaluate.ts';
import { unknown, withoutRecording } from '../fact.ts';
import { type AssignmentIn, type BuiltSymbols, type KconfigView, kconfigView } from '../kconfig/evaluate.ts';
import type { SymbolFacts } from '../sdk-facts.ts';
import { boardSymbol, type SysbuildBoard } from './board-symbols.ts';
import type { SysbuildFacts } from './facts.ts';
import { symbolsOf } from './symbols.ts';
import { type Unmet, unmetConditions } from './unmet.ts';

export interface SysbuildInput {
  /** Of all fragments and arguments in the order they are merged; symbols without `SB_CONFIG_`. */
  readonly assignments: readonly AssignmentIn[];
  /** The definitions of the application's `Kconfig.sysbuild`, around those it sources: what comes first wins. */
  readonly own: {
    readonly before: readonly KconfigDefinition[];
    readonly after: readonly KconfigDefinition[];
    readonly originOf: (at: string) => Origin | undefined;
  };
  readonly facts: SysbuildSource | undefined;
  /** Undefined while the board is not known. */
  readonly board: SysbuildBoard | undefined;
  /** The `Kconfig.sysbuild` of a board that the facts do not speak of; `open` is what of it cannot be read. */
  readonly ofBoard?:
    | {
        readonly definitions: readonly KconfigDefinition[];
        readonly originOf: (at: string) => Origin | undefined;
        readonly open: string | undefined;
      }
    | undefined;
  /** What else may set symbols, as a noun phrase; undefined when all is there. */
  readonly open?: string | undefined;
  /** What a build made of the symbols. */
  readonly built?: BuiltSymbols | undefined;
  /** The symbols as sysbuild's own Kconfig files have them, where these are there: then nobody asks the facts. */
  readonly evaluated?: KconfigView | undefined;
}

/** What is known of sysbuild, with the names of the version it was read in. */
export type SysbuildSource = SysbuildFacts & { readonly version: string; readonly source: string };

/** The `SB_CONFIG_` symbols of one build: `view.bool('SB_CONFIG_BOOTLOADER_MCUBOOT')`, with or without prefix. */
export interface SysbuildView extends KconfigView {
  /** Whether some Kconfig file that is known defines the symbol. */
  defines(symbol: string): boolean;
  /** The choice that the symbol is a member of. */
  choiceOf(symbol: string): string | undefined;
  /** What keeps an assignment of the symbol from counting, as far as it is known. */
  unmet(symbol: string): readonly Unmet[];
}

/** Without a Kconfig.sysbuild of its own an application has the symbols of every other one for its board. */
function sdkSymbols(sdks: Definitions, ofBoard: Definitions): Symbols {
  let boards = known.get(sdks);
  if (!boards) known.set(sdks, (boards = new Map()));
  let symbols = boards.get(ofBoard.length === 0 ? undefined : ofBoard);
  if (!symbols) boards.set(ofBoard.length === 0 ? undefined : ofBoard, (symbols = symbolsOf([...ofBoard, ...sdks])));
  return symbols;
}

/** The configurations of an application share its Kconfig.sysbuild: one list of definitions, one table of symbols. */
function ownSymbols({ before, after }: SysbuildInput['own'], sdks: Definitions, ofBoard: Definitions): Symbols {
  let tables = owned.get(before);
  if (!tables) owned.set(before, (tables = []));
  const same = tables.find((one) => one.after === after && one.sdks === sdks && one.ofBoard === ofBoard);
  if (same) return same.symbols;
  const symbols = symbolsOf([...before, ...ofBoard, ...sdks, ...after]);
  tables.push({ after, sdks, ofBoard, symbols });
  return symbols;
}

const none: Definitions = [];
const owned = new WeakMap<
  Definitions,
  {
    readonly after: Definitions;
    readonly sdks: Definitions;
    readonly ofBoard: Definitions;
    readonly symbols: Symbols;
  }[]
>();

type Definitions = readonly KconfigDefinition[];
type Symbols = ReturnType<typeof symbolsOf>;
const known = new WeakMap<Definitions, Map<Definitions | undefined, Symbols>>();

export function sysbuildView(input: SysbuildInput): SysbuildView {
  const { assignments, own, facts, board, open, built, evaluated } = input;
  if (evaluated) return withSysbuild(evaluated, (symbol) => evaluated.definition(symbol));
  const ofBoard = input.ofBoard?.definitions ?? facts?.boards[board?.board ?? ''];
  const missing =
    open ?? input.ofBoard?.open ?? (ofBoard === null ? `the Kconfig.sysbuild of the board ${board?.board}` : undefined);
  const sdks = facts?.definitions ?? none;
  const symbols =
    own.before.length + own.after.length === 0
      ? sdkSymbols(sdks, ofBoard ?? [])
      : ownSymbols(own, sdks, ofBoard ?? none);
  const source = facts && {
    version: facts.version,
    source: facts.source,
    symbol: (name: string): SymbolFacts | undefined => boardSymbol(name, board) ?? symbols(name) ?? absent(name),
  };
  const view = kconfigView('sysbuild', assignments, source, noDevicetree(), {
    prefix: 'SB_CONFIG_',
    closed: missing === undefined,
    ...(missing === undefined ? {} : { why: missing }),
    originOf: (at) => own.originOf(at) ?? input.ofBoard?.originOf(at),
    built,
  });
  return withSysbuild(view, (symbol) => symbols(symbol.replace(/^SB_CONFIG_/, '')));
}

const withSysbuild = (view: KconfigView, definition: (symbol: string) => SymbolFacts | undefined): SysbuildView => ({
  ...view,
  get assignedSymbols() {
    return view.assignedSymbols;
  },
  defines: (symbol) => definition(symbol) !== undefined,
  choiceOf: (symbol) => definition(symbol)?.choice,
  unmet(symbol) {
    const facts = definition(symbol);
    return unmetConditions(facts?.prompt === undefined || facts.prompt === 'y' ? facts?.depends : facts.prompt, view);
  },
});

/** In these families a symbol that no definition is known of does not exist in this version: it is n. */
export const isOfNordic = (name: string): boolean =>
  /^(NETCORE|NET_CORE|SECURE_BOOT|MCUBOOT|BOOTLOADER|BOOT_SIGNATURE|PM|THINGY91X?)_/.test(name);

const absent = (name: string): SymbolFacts | undefined =>
  isOfNordic(name) ? { type: 'bool', prompt: 'n', defaults: [], complete: true, at: '' } : undefined;

/** Sysbuild has none. Made when a build with sysbuild asks for it. */
export function noDevicetree(): Devicetree {
  nothing ??= withoutRecording(() =>
    evaluateDevicetree(unknown('a devicetree of sysbuild'), [], { includedTree: () => undefined, sdkVersion: '' }),
  );
  return nothing;
}

let nothing: Devicetree | undefined;
