import { kconfigTree } from '../../model/kconfig-tree/build.ts';
import type { Environment } from '../../model/kconfig-tree/preprocess.ts';
import { FileSources } from '../../model/kconfig-tree/sources.ts';
import type { KconfigChoice, KconfigSymbol } from '../../model/kconfig-tree/symbols.ts';
import type { KconfigTree } from '../../model/kconfig-tree/tree.ts';
import { textIn } from '../../text/decode.ts';
import type { Checkout } from '../checkout.ts';
import type { SymbolData, SymbolsFile } from '../data-files.ts';
import { scanBindings } from '../kconfig/binding-scan.ts';
import { kconfigModules } from '../kconfig/checkout-trees.ts';
import {
  devicetreeFile,
  enabledSymbol,
  hardwareFiles,
  type KconfigModule,
  moduleSymbol,
  modulesFile,
} from '../kconfig/generated.ts';
import { hardwareFolders } from '../kconfig/hardware-folders.ts';
import { askedSymbols } from './asked-symbols.ts';
import { type ConditionNames, conditionOf, isReadable } from './kconfig-conditions.ts';
import { placeOf, predicates, symbolData } from './kconfig-definitions.ts';

/**
 * What a whole SDK of hardware model v2 says about the symbols rules ask for, and about all that their conditions lead to: for
 * any board with a SoC of Nordic's. What the files of a board add is not in it, nor who a board is: `SOC_NRF52840`,
 * `BOARD_NRF52840DK`. Undefined where only a part of the modules was fetched: nobody knows what the others select.
 */
export function zephyrSymbols(checkout: Checkout): SymbolsFile | undefined {
  // Manifests also name what no `west update` fetches, but never leave these out.
  const there = checkout.modules.flatMap(({ name, folder }) => (folder === undefined ? [] : [name]));
  if (!['hal_nordic', 'mcuboot', 'nrfxlib'].every((name) => there.includes(name))) return undefined;
  const { compatibles } = scanBindings(checkout.files, ['zephyr/dts/bindings', 'nrf/dts/bindings']);
  const [app, mcuboot] = ['/zephyr/Kconfig', '/bootloader/mcuboot/boot/zephyr/Kconfig'].map((root) =>
    factsOf(treeOf(checkout, root, compatibles), compatibles, generatedLines(checkout)),
  ) as [Symbols, Symbols];
  const isSame = (name: string): boolean => JSON.stringify(app.get(name)) === JSON.stringify(mcuboot.get(name));
  const sorted = (symbols: Symbols, keep: (name: string) => boolean): Record<string, SymbolData> =>
    Object.fromEntries([...symbols].filter(([name]) => keep(name)).sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    kind: 'symbols',
    images: {
      any: sorted(app, isSame),
      app: sorted(app, (name) => !isSame(name)),
      mcuboot: sorted(mcuboot, (name) => !isSame(name)),
    },
  };
}

type Symbols = ReadonlyMap<string, SymbolData>;

/** Of any board: what SoCs of other vendors define is not there. */
function treeOf(checkout: Checkout, root: string, compatibles: readonly string[]): KconfigTree {
  const { files } = checkout;
  const modules = kconfigModules(checkout);
  const { architectures, socs } = hardwareFolders(files, 'zephyr');
  const hardware = hardwareFiles({
    architectures: architectures.map((folder) => `/${folder}`),
    socs: socs.filter((folder) => folder.startsWith('zephyr/soc/nordic')).map((folder) => `/${folder}`),
  });
  const first = `${GENERATED}/Kconfig`;
  const generated = new Map([
    ...hardware.map(([name, text]) => [`${GENERATED}/${name}`, text] as const),
    [`${GENERATED}/Kconfig.dts`, devicetreeFile(compatibles)],
    [`${GENERATED}/Kconfig.modules`, modulesFile(modules)],
    // The compatibles have to be known before a condition asks for one.
    [first, `source "${GENERATED}/Kconfig.dts"\nsource "${root}"\n`],
  ]);
  const sources = new FileSources(files, generated);
  return kconfigTree({ root: first, folder: '/zephyr', sources, environment: environment(modules) });
}

const GENERATED = '/<generated>';

/** As `zephyr/cmake/modules/kconfig.cmake:127` (2.7.0-rc3) sets it, without a board. */
function environment(modules: readonly KconfigModule[]): Environment {
  const variables = new Map<string, string>([
    ['srctree', '/zephyr'],
    ['ZEPHYR_BASE', '/zephyr'],
    ['ARCH', '*'],
    ['ARCH_DIR', '/zephyr/arch'],
    ['HWM_SCHEME', 'v2'],
    ['BOARD_DIR', '/<no board>'],
    ['APPLICATION_SOURCE_DIR', '/<no application>'],
    ['KCONFIG_BINARY_DIR', GENERATED],
    ['TOOLCHAIN_KCONFIG_DIR', `${GENERATED}/toolchain`],
    ['TOOLCHAIN_HAS_NEWLIB', 'y'],
    ['TOOLCHAIN_HAS_PICOLIBC', 'y'],
    ['NCS_MEMFAULT_FIRMWARE_SDK_KCONFIG', '/nrf/modules/memfault-firmware-sdk/Kconfig'],
    ...modules.flatMap(({ name, folder }) =>
      folder === undefined ? [] : [[`${moduleSymbol(name)}_DIR`, folder] as [string, string]],
    ),
  ]);
  return {
    variable: (name) => variables.get(name) ?? { missing: `$${name}` },
    call(name, given) {
      if (!name.startsWith('dt_') && name !== 'shields_list_contains') return undefined;
      return { missing: `${predicates[name] ?? `dt_${name.replace(/^dt_/, '')}`}(${given.join(', ')})` };
    },
  };
}

/** What the build generates for each module stands in no file: cited are the lines that write it. */
function generatedLines({ files }: Checkout): (data: SymbolData) => SymbolData {
  const path = 'zephyr/scripts/zephyr_module.py';
  const lines = (textIn(files.read(path)) ?? '').split('\n');
  const cited = (at: string, written: RegExp): string =>
    at.startsWith(`${GENERATED.slice(1)}/Kconfig.modules:`)
      ? `${path}:${lines.findIndex((line) => written.test(line)) + 1}`
      : at;
  return (data) => ({
    ...data,
    at: cited(data.at, /config ZEPHYR_.*_MODULE/),
    ...(data.defaults && { defaults: data.defaults.map((rule) => ({ ...rule, at: cited(rule.at, /default y/) })) }),
  });
}

function factsOf(tree: KconfigTree, compatibles: readonly string[], cited: (data: SymbolData) => SymbolData): Symbols {
  const names = namesIn(compatibles);
  const found = new Map<string, SymbolData>();
  const asked = [...askedSymbols];
  for (let name = asked.pop(); name !== undefined; name = asked.pop()) {
    const symbol = tree.symbols.get(name);
    if (!symbol || found.has(name) || isIdentity(symbol) || names.compatibleOf(name) !== undefined) continue;
    const data = dataOf(symbol, names);
    if (!data) continue;
    found.set(name, cited(data));
    asked.push(...(conditionsIn(data).match(/[A-Z][A-Z0-9_]+/g) ?? []));
  }
  return found;
}

function namesIn(compatibles: readonly string[]): ConditionNames {
  const bySymbol = new Map(compatibles.map((name) => [enabledSymbol(name), name]));
  return {
    compatibleOf: (symbol) => bySymbol.get(symbol),
    isNowhere: (symbol) =>
      symbol.definitions.length === 0 && !symbol.isConstant && symbol.missing === undefined && !isIdentity(symbol),
  };
}

/** Says who the board or its SoC is; a driver may be called so, too: SOC_FLASH_NRF. */
const isIdentity = ({ name, definitions }: KconfigSymbol): boolean =>
  /^(SOC|BOARD)(_|$)/.test(name) &&
  definitions.every(({ at }) => /\/zephyr\/(soc|boards)\/.*Kconfig(\.soc|\.v2|$)/.test(at.path));

function dataOf(symbol: KconfigSymbol, names: ConditionNames): SymbolData | undefined {
  const { choice } = symbol;
  const data = symbolData(symbol, names);
  if (!data) return undefined;
  if (choice) {
    const { complete: _, ...member } = data;
    return { ...member, ...chosenByDefault(symbol, choice, names) };
  }
  // A number that no default sets is the lowest of its range.
  const isOpen = data.type !== 'bool' && data.ranges !== undefined && data.defaults === undefined;
  return isOpen ? { ...data, complete: false } : data;
}

/**
 * A member is y while the choice's defaults lead to it, or while it is the first visible one and they lead nowhere;
 * zephyr/scripts/kconfig/kconfiglib.py:5422 (2.4.0).
 */
function chosenByDefault(member: KconfigSymbol, choice: KconfigChoice, names: ConditionNames): Partial<SymbolData> {
  const at = placeOf(choice.definitions[0]!.at);
  const ways = [
    ...choice.defaults.map(({ value, condition, at: line }) => ({
      value,
      if: joined([conditionOf(condition, names), value.op === 'symbol' ? visible(value, names) : 'n']),
      at: placeOf(line),
    })),
    ...choice.members.map((value) => ({ value, if: visible(value, names), at })),
  ];
  const defaults: { value: string; if?: string; at: string }[] = [];
  const before: string[] = [];
  for (const way of ways) {
    const condition = joined([way.if, ...before]);
    if (way.value === member && condition !== 'n')
      defaults.push({ value: 'y', ...(condition === 'y' ? {} : { if: condition }), at: way.at });
    if (way.if === 'y') break;
    if (way.if !== 'n') before.push(`!(${way.if})`);
  }
  const isWhole = !choice.isOptional && defaults.every((rule) => rule.if === undefined || isReadable(rule.if));
  return { ...(defaults.length > 0 ? { defaults } : {}), ...(isWhole ? {} : { complete: false }) };
}

function visible({ definitions }: KconfigSymbol, names: ConditionNames): string {
  const prompts = new Set(definitions.flatMap(({ prompt }) => (prompt ? [conditionOf(prompt, names)] : [])));
  if (prompts.has('y')) return 'y';
  return [...prompts].filter((one) => one !== 'n').join(' || ') || 'n';
}

function joined(conditions: readonly string[]): string {
  const parts = new Set(conditions);
  parts.delete('y');
  if (parts.has('n')) return 'n';
  return [...parts].map((part) => (part.includes('||') && parts.size > 1 ? `(${part})` : part)).join(' && ') || 'y';
}

const conditionsIn = ({ depends, prompt, defaults = [], selects = [], ranges = [], choice }: SymbolData): string =>
  [
    depends,
    prompt,
    choice,
    ...defaults.flatMap((line) => [line.value, line.if]),
    ...selects.map((line) => line.if),
    ...ranges.flatMap((line) => [line.low, line.high, line.if]),
  ]
    .filter((text) => text !== undefined)
    .join(' ')
    .replace(/dt_\w+\([^()]*\)|"[^"]*"/g, '');
