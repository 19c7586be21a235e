import { type KconfigSymbol, mainDefinition } from '../../model/kconfig-tree/symbols.ts';
import type { SymbolFacts } from '../../model/sdk-facts.ts';
import { join } from '../../text/paths.ts';
import type { Checkout, Module } from '../checkout.ts';
import { placeOf, symbolData } from '../extract/kconfig-definitions.ts';
import { definedElsewhere, isOfHardware } from './defined-names.ts';
import type { KconfigModule } from './generated.ts';
import { WorkspaceKconfig } from './workspace-kconfig.ts';

/** The Kconfig of an SDK that is there. */
export interface CheckoutTrees {
  readonly kconfig: WorkspaceKconfig;
  /** Whether a symbol that no file of an image's tree defines may be defined by a module that is not there. */
  isOpen(symbol: string): boolean;
  /** What the definitions of a symbol say, as facts; undefined for a symbol without a type. */
  definition(symbol: KconfigSymbol): SymbolFacts | undefined;
}

/** One for each SDK: its files and trees are read once. */
export function checkoutTrees(checkout: Checkout): CheckoutTrees {
  let trees = opened.get(checkout);
  if (!trees) opened.set(checkout, (trees = open(checkout)));
  return trees;
}

const opened = new WeakMap<Checkout, CheckoutTrees>();

function open(checkout: Checkout): CheckoutTrees {
  const { files, kept } = checkout;
  const modules = kconfigModules(checkout);
  const isComplete = modules.every(({ kconfig, folder }) => kconfig !== undefined || folder !== undefined);
  const kconfig = new WorkspaceKconfig(files, '', modules, kept);
  let elsewhere: ReadonlySet<string> | undefined;
  return {
    kconfig,
    // What no Kconfig file of the workspace defines, for whatever image, may be defined by one that is not there.
    isOpen(symbol) {
      if (isComplete || !/^[A-Z]/.test(symbol) || isOfHardware(symbol)) return false;
      elsewhere ??= definedElsewhere(files, kept);
      return !elsewhere.has(symbol);
    },
    definition(symbol) {
      const data = symbolData(symbol, kconfig);
      if (!data) return undefined;
      const at = placeOf(mainDefinition(symbol).at);
      return { ...data, at, defaults: data.defaults ?? [], complete: data.complete ?? true };
    },
  };
}

/** Each with the first Kconfig file that there is; zephyr/scripts/zephyr_module.py:284-330 (2.4.0). */
export function kconfigModules({ modules, files }: Pick<Checkout, 'modules' | 'files'>): readonly KconfigModule[] {
  return modules.map(({ name, folder, settings }): KconfigModule => {
    const places = [
      ...(folder === undefined || settings.isKconfigElsewhere
        ? []
        : [join(folder, settings.kconfig ?? 'zephyr/Kconfig')]),
      `nrf/modules/${name}/Kconfig`,
      `zephyr/modules/${name}/Kconfig`,
    ];
    const kconfig = places.find((path) => files.stat(path)?.kind === 'file');
    return {
      name,
      kconfig: kconfig === undefined ? undefined : `/${kconfig}`,
      sysbuild: sysbuildFile(folder, settings),
      folder: folder === undefined ? undefined : `/${folder}`,
    };
  });
}

/** zephyr/scripts/zephyr_module.py:357-385 (2.7.0-rc3) */
const sysbuildFile = (folder: string | undefined, { sysbuildKconfig }: Module['settings']): string | undefined =>
  folder === undefined || sysbuildKconfig === undefined ? undefined : `/${join(folder, sysbuildKconfig)}`;
