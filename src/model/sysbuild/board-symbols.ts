import type { SymbolFacts } from '../sdk-facts.ts';

/** The board that sysbuild builds for, in the parts that its Kconfig asks about. */
export interface SysbuildBoard {
  /** `nrf5340dk_nrf5340_cpuapp_ns` */
  readonly name: string;
  /** `nrf5340dk` */
  readonly board: string;
  /** `nrf5340` */
  readonly soc: string;
  /** `cpuapp`, `ns`. */
  readonly qualifiers: readonly string[];
}

/**
 * The symbols that board and SoC define for sysbuild: `BOARD_NRF5340DK`, `BOARD_NRF5340DK_NRF5340_CPUAPP_NS`,
 * `SOC_NRF5340_CPUAPP`, `SOC_SERIES_NRF53` (`..._NRF53X` before NCS 3.3), `SOC_FAMILY_NORDIC_NRF`, `BOARD_IS_NON_SECURE`.
 * Undefined for symbols of another kind, and for those that only the package of the chip decides (`SOC_NRF52840_QIAA`).
 */
export function boardSymbol(name: string, board: SysbuildBoard | undefined): SymbolFacts | undefined {
  if (!/^(SOC|BOARD)_/.test(name) || /^BOARD_(REVISION|QUALIFIERS|DEPRECATED|HAS_)/.test(name)) return undefined;
  if (!board) return openSymbol;
  const answer = holds(name, board);
  return answer === undefined ? undefined : answer ? set : unset;
}

function holds(name: string, { name: target, board, soc, qualifiers }: SysbuildBoard): boolean | undefined {
  if (name === 'BOARD_IS_NON_SECURE') return qualifiers.at(-1) === 'ns';
  if (name.startsWith('BOARD_')) return [board, target].some((part) => `BOARD_${symbolName(part)}` === name);
  if (name === 'SOC_FAMILY_NORDIC_NRF') return true;
  if (name.startsWith('SOC_FAMILY_')) return false;
  const series = /^nrf(5[1-3]|54[a-z]|7[01]|9[1-2])/i.exec(soc)?.[1]?.toUpperCase();
  if (name.startsWith('SOC_SERIES_')) {
    return series === undefined ? undefined : new RegExp(`^SOC_SERIES_NRF${series}X?$`).test(name);
  }
  const own = symbolName(['soc', soc].join('_'));
  const cluster = qualifiers.filter((part) => part !== 'ns')[0];
  if (name === own || (cluster !== undefined && name === `${own}_${symbolName(cluster)}`)) return true;
  if (!isChip(name) || (name === 'SOC_NRF9120' && /^nrf91[3-6]1$/i.test(soc))) return undefined;
  // Another core is another SoC; what else stands behind the name may be the package or the revision of the chip.
  const core = /_(CPU[A-Z]+)$/.exec(name)?.[1];
  const isOwnCore = core === undefined || (cluster !== undefined && core === symbolName(cluster));
  return name.startsWith(`${own}_`) && isOwnCore ? undefined : false;
}

/** Drivers and options of a SoC begin like it: SOC_FLASH_NRF, SOC_DCDC_NRF52X, SOC_NRF53_ANOMALY_160_WORKAROUND. */
const isChip = (name: string): boolean =>
  name.startsWith('SOC_NRF')
    ? /^SOC_NRF(5\d{3,4}|54[A-Z]+\d+[A-Z]?|[79]\d{3})(_|$)/.test(name)
    : !/^SOC_(FLASH|COMPATIBLE|DCDC|HAS|ENABLE|[HL]FXO|LOG|EARLY|PREP|RESET|TOOLCHAIN)/.test(name);

const symbolName = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '_');

const constant = (defaults: SymbolFacts['defaults'], complete: boolean): SymbolFacts => ({
  type: 'bool',
  prompt: 'n',
  defaults,
  complete,
  at: '',
});

const set = constant([{ value: 'y', at: '' }], true);
const unset = constant([], true);
const openSymbol = constant([], false);
