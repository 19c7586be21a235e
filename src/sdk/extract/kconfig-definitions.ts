import { kconfigTree } from '../../model/kconfig-tree/build.ts';
import type { Environment, Missing } from '../../model/kconfig-tree/preprocess.ts';
import { FileSources } from '../../model/kconfig-tree/sources.ts';
import { type Expression, type KconfigSymbol, Y } from '../../model/kconfig-tree/symbols.ts';
import type { KconfigTree } from '../../model/kconfig-tree/tree.ts';
import type { FileSystem } from '../../text/file-system.ts';
import type { SymbolData, SymbolsFile } from '../data-files.ts';
import { devicetreeFile, enabledSymbol } from '../kconfig/generated.ts';
import { type ConditionNames, conditionOf, isReadable } from './kconfig-conditions.ts';
import { allWords } from './kconfig-words.ts';

/**
 * What `nrf` and `bootloader/mcuboot` define, for an SDK whose `zephyr` need not be there: the symbols that get their type
 * from one of their files. `older` is a workspace with `zephyr`, if of another version: what that one knows by name is
 * Zephyr's, and can have more definitions there. `compatibles` are those that bindings are known for.
 */
export function kconfigDefinitions(sdk: FileSystem, older: FileSystem, compatibles: readonly string[]): SymbolsFile {
  const ofZephyr = allWords(older, 'zephyr');
  const ofBoards = allWords(sdk, 'nrf/boards');
  const names = conditionNames(compatibles);
  const nrf = treeOf(sdk, undefined, compatibles);
  const mcuboot = treeOf(sdk, '/bootloader/mcuboot/boot/zephyr/Kconfig', compatibles);
  const any = ownSymbols(nrf, names, ofZephyr, ofBoards);
  const inMcuboot = Object.entries(ownSymbols(mcuboot, names, ofZephyr, ofBoards)).filter(
    ([name, data]) => JSON.stringify(data) !== JSON.stringify(any[name]),
  );
  return { kind: 'symbols', images: { any, mcuboot: Object.fromEntries(inMcuboot) } };
}

/** The ranges of the numbers that `facts` has, added to them: for an SDK with `zephyr`. */
export function withRanges(sdk: FileSystem, facts: SymbolsFile, compatibles: readonly string[]): SymbolsFile {
  const names = conditionNames(compatibles);
  const trees = {
    any: treeOf(sdk, '/zephyr/Kconfig', compatibles),
    mcuboot: treeOf(sdk, '/bootloader/mcuboot/boot/zephyr/Kconfig', compatibles),
  };
  const images = Object.entries(facts.images).map(([image, symbols]) => {
    const tree = image === 'mcuboot' ? trees.mcuboot : trees.any;
    const added = Object.entries(symbols).map(([name, { ranges: _, ...data }]): [string, SymbolData] => {
      const symbol = tree.symbols.get(name);
      const ranges = symbol ? rangesOf(symbol, names) : [];
      return [name, ranges.length > 0 ? { ...data, ranges } : data];
    });
    return [image, Object.fromEntries(added)];
  });
  return { kind: 'symbols', images: Object.fromEntries(images) };
}

const conditionNames = (compatibles: readonly string[]): ConditionNames => {
  const names = new Map(compatibles.map((name) => [enabledSymbol(name), name]));
  return { compatibleOf: (symbol) => names.get(symbol) };
};

/** Of `root`, and of `nrf` and its modules: where there is a `zephyr`, its own root reads these. */
function treeOf(sdk: FileSystem, root: string | undefined, compatibles: readonly string[]): KconfigTree {
  const first = '/<generated>/Kconfig';
  const modules = ['/nrf/Kconfig.nrf', '/nrf/modules/*/Kconfig'].map((path) => `osource "${path}"\n`).join('');
  const generated = new Map([
    ['/<generated>/Kconfig.dts', devicetreeFile(compatibles)],
    ['/<generated>/Kconfig.modules', modules],
    // The compatibles have to be known before a condition asks for one.
    [
      first,
      'source "/<generated>/Kconfig.dts"\n' +
        (root === undefined ? '' : `source "${root}"\n`) +
        (sdk.stat('zephyr/Kconfig') ? '' : modules),
    ],
  ]);
  const sources = new FileSources(sdk, generated);
  return kconfigTree({ root: first, folder: '/zephyr', sources, environment });
}

const variables: Readonly<Record<string, string>> = {
  srctree: '/zephyr',
  KCONFIG_BINARY_DIR: '/<generated>',
  ARCH: 'arm',
  ARCH_DIR: '/zephyr/arch',
  ZEPHYR_BASE: '/zephyr',
  ZEPHYR_NRF_MODULE_DIR: '/nrf',
  ZEPHYR_MCUBOOT_MODULE_DIR: '/bootloader/mcuboot',
  // Those of boards are read where a board is known.
  BOARD_DIR: '/no-board',
};

/** Questions to the devicetree stay questions. */
const environment: Environment = {
  variable: (name) => variables[name] ?? { missing: `$${name}` },
  call: (name, given): Missing | undefined => {
    const asked = predicates[name];
    if (asked) return { missing: `${asked}(${given.join(', ')})` };
    return name.startsWith('dt_') || name === 'shields_list_contains' ? { missing: `$${name}` } : undefined;
  },
};

/** `zephyr/scripts/kconfig/kconfigfunctions.py` (2.4.0, 2.7.0-rc3), as conditions have it: see `Condition`. */
export const predicates: Readonly<Record<string, string>> = {
  dt_compat_enabled: 'dt_enabled',
  dt_chosen_enabled: 'dt_chosen',
  dt_nodelabel_enabled: 'dt_label',
  dt_nodelabel_enabled_with_compat: 'dt_label',
  dt_nodelabel_has_compat: 'dt_compatible',
  dt_nodelabel_has_prop: 'dt_property',
};

function ownSymbols(
  tree: KconfigTree,
  names: ConditionNames,
  ofZephyr: ReadonlySet<string>,
  ofBoards: ReadonlySet<string>,
): Record<string, SymbolData> {
  const found: [string, SymbolData][] = [];
  for (const symbol of tree.defined) {
    // Nobody sets what cryptography makes of all that is wanted, and there is a lot of it.
    const facts = /^(DT_HAS|PSA_NEED)_/.test(symbol.name) ? undefined : factsOf(symbol, names, ofZephyr, ofBoards);
    if (facts) found.push([symbol.name, facts]);
  }
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function factsOf(
  symbol: KconfigSymbol,
  names: ConditionNames,
  ofZephyr: ReadonlySet<string>,
  ofBoards: ReadonlySet<string>,
): SymbolData | undefined {
  const { name, definitions, choice } = symbol;
  // The members of a choice that Zephyr asks for are Zephyr's.
  if (ofZephyr.has(name) || choice?.definitions.every(({ prompt }) => !prompt)) return undefined;
  const facts = symbolData(symbol, names);
  const isComplete = facts?.complete !== false && !ofBoards.has(name) && !isOthers(definitions[0]?.at.path ?? '', name);
  return facts && (isComplete ? facts : { ...facts, complete: false });
}

/** All that the definitions of a symbol say; undefined without a type that facts have. */
export function symbolData(symbol: KconfigSymbol, names: ConditionNames): SymbolData | undefined {
  const { type, definitions, choice } = symbol;
  const [first] = definitions;
  if (!first || type === undefined || type === 'tristate') return undefined;
  const depends = either(definitions.map((one) => one.depends));
  const prompts = definitions.flatMap(({ prompt }) => (prompt ? [prompt] : []));
  const text = (condition: Expression): string => conditionOf(condition, names);
  const condition = depends && text(depends);
  const seen = prompts.length === 0 ? 'n' : text(either(prompts) ?? Y);
  const { list: defaults, isWhole } = defaultsOf(symbol, names);
  const selects = symbol.selectedBy.map((line) => ({
    if: text({ op: 'and', left: line.value, right: line.condition }),
    at: placeOf(line.at),
  }));
  const ranges = rangesOf(symbol, names);
  return {
    type,
    ...(choice ? { choice: choice.name ?? placeOf(choice.definitions[0]!.at) } : {}),
    ...(condition === undefined || condition === 'y' ? {} : { depends: condition }),
    at: placeOf(first.at),
    ...(seen === (condition ?? 'y') ? {} : { prompt: seen }),
    ...(defaults.length > 0 ? { defaults } : {}),
    ...(selects.length > 0 ? { selects } : {}),
    ...(ranges.length > 0 ? { ranges } : {}),
    ...(isWhole && !choice ? {} : { complete: false }),
  };
}

const rangesOf = (symbol: KconfigSymbol, names: ConditionNames): NonNullable<SymbolData['ranges']> =>
  symbol.ranges.map(({ value: [low, high], condition, at }) => ({
    low: low.name,
    high: high.name,
    ...when(conditionOf(condition, names)),
    at: placeOf(at),
  }));

/** What implies comes first; `isWhole` tells whether all could be written down. */
function defaultsOf({ type, defaults, impliedBy, choice }: KconfigSymbol, names: ConditionNames) {
  const list: { value: string; if?: string; at: string }[] = [];
  if (choice) return { list, isWhole: false };
  for (const { value, condition, at } of impliedBy) {
    const both = conditionOf({ op: 'and', left: value, right: condition }, names);
    list.push({ value: 'y', ...when(both), at: placeOf(at) });
  }
  for (const { value, condition, at } of defaults) {
    const text = type === 'bool' ? conditionOf(value, names) : value.op === 'symbol' ? value.name : undefined;
    const isOpen = text === undefined || (value.op === 'symbol' && value.missing !== undefined && type !== 'bool');
    if (isOpen) return { list, isWhole: false };
    list.push({ value: text, ...when(conditionOf(condition, names)), at: placeOf(at) });
  }
  return { list, isWhole: list.every((rule) => rule.if === undefined || isReadable(rule.if)) };
}

const when = (condition: string): { if?: string } => (condition === 'y' ? {} : { if: condition });

const either = (conditions: readonly Expression[]): Expression | undefined =>
  conditions.reduce<Expression | undefined>(
    (left, right) => (left === undefined || right === Y ? right : left === Y ? Y : { op: 'or', left, right }),
    undefined,
  );

export const placeOf = ({ path, line }: { readonly path: string; readonly line: number }): string =>
  `${path.replace(/^\//, '')}:${line}`;

/** What modules that are not here may say more about: nrfxlib, cryptography, radio and the network stacks. */
const isOthers = (path: string, name: string): boolean =>
  /^\/nrf\/(modules|ext|subsys\/nrf_security|subsys\/net\/openthread|subsys\/mpsl|subsys\/bluetooth)\//.test(path) ||
  /^(MBEDTLS|PSA|TFM|CHIP|MATTER|OPENTHREAD|NRF_(SECURITY|OBERON|CC3|CRACEN|WIFI|802154|RPC|MODEM(?!_LIB)|DM|FUEL)|NFC|ZIGBEE|ZBOSS|LC3|MPSL|BT_|WIFI|NRF70|SOC|BOARD)/.test(
    name,
  );
