import type { MemoryFact, NumberFact } from '../../model/sdk-facts.ts';
import type { FileSystem } from '../../text/file-system.ts';
import type { SocData, SocsFile } from '../data-files.ts';
import { sdkText } from './checkout.ts';

/** Memories of the SoCs of Nordic in hardware model v1, read from their devicetree files. */
export function socs(sdk: FileSystem): SocsFile {
  return { kind: 'socs', socs: Object.fromEntries(sources.map((source) => [source.name, soc(sdk, source)])) };
}

interface SocSource {
  readonly name: string;
  readonly title: string;
  readonly series: string;
  readonly core?: 'application' | 'network';
  /** The file with the memory sizes, and the one with the peripherals. */
  readonly files: readonly [memory: string, peripherals: string];
  readonly flash?: string;
  readonly ram?: string;
}

const sources: readonly SocSource[] = [
  { name: 'nrf51822', title: 'nRF51822', series: 'nrf51', files: ['nrf51822_qfaa', 'nrf51822'] },
  { name: 'nrf51822_qfab', title: 'nRF51822 (QFAB)', series: 'nrf51', files: ['nrf51822_qfab', 'nrf51822'] },
  { name: 'nrf51822_qfac', title: 'nRF51822 (QFAC)', series: 'nrf51', files: ['nrf51822_qfac', 'nrf51822'] },
  { name: 'nrf52805', title: 'nRF52805', series: 'nrf52', files: ['nrf52805_caaa', 'nrf52805'] },
  { name: 'nrf52810', title: 'nRF52810', series: 'nrf52', files: ['nrf52810_qfaa', 'nrf52810'] },
  { name: 'nrf52811', title: 'nRF52811', series: 'nrf52', files: ['nrf52811_qfaa', 'nrf52811'] },
  { name: 'nrf52820', title: 'nRF52820', series: 'nrf52', files: ['nrf52820_qdaa', 'nrf52820'] },
  { name: 'nrf52832', title: 'nRF52832', series: 'nrf52', files: ['nrf52832_qfaa', 'nrf52832'] },
  { name: 'nrf52832_qfab', title: 'nRF52832 (QFAB)', series: 'nrf52', files: ['nrf52832_qfab', 'nrf52832'] },
  { name: 'nrf52833', title: 'nRF52833', series: 'nrf52', files: ['nrf52833_qiaa', 'nrf52833'] },
  { name: 'nrf52840', title: 'nRF52840', series: 'nrf52', files: ['nrf52840_qiaa', 'nrf52840'] },
  {
    name: 'nrf5340_cpuapp',
    title: 'nRF5340 application core',
    series: 'nrf53',
    core: 'application',
    files: ['nrf5340_cpuapp_qkaa', 'nrf5340_cpuapp_peripherals'],
  },
  {
    name: 'nrf5340_cpunet',
    title: 'nRF5340 network core',
    series: 'nrf53',
    core: 'network',
    files: ['nrf5340_cpunet_qkaa', 'nrf5340_cpunet'],
    // Partition Manager's sram_primary, nrf/subsys/partition_manager/Kconfig:187 (2.4.0).
    flash: 'flash1',
    ram: 'sram1',
  },
  { name: 'nrf9160', title: 'nRF9160', series: 'nrf91', files: ['nrf9160_sica', 'nrf91_peripherals'] },
  { name: 'nrf9161', title: 'nRF9161', series: 'nrf91', files: ['nrf9161_sica', 'nrf91_peripherals'] },
];

function soc(sdk: FileSystem, source: SocSource): SocData {
  const [memory, peripherals] = [dtsi(sdk, source.files[0]), dtsi(sdk, source.files[1])];
  const erasePage = numberIn(peripherals, 0, /erase-block-size = <(\d+)>/)!;
  return {
    title: source.title,
    series: source.series,
    core: source.core ?? 'only',
    flash: memoryOf(memory, source.flash ?? 'flash0'),
    ram: memoryOf(memory, source.ram ?? 'sram0'),
    erasePage,
    ...optional('protectionBlock', protectionBlock(sdk, source.series, source.core, peripherals, erasePage)),
    ports: ports(peripherals),
    ...optional('otp', otp(sdk, source.series, source.core)),
  };
}

interface Dtsi {
  readonly path: string;
  readonly lines: readonly string[];
}

function dtsi(sdk: FileSystem, file: string): Dtsi {
  const path = `zephyr/dts/arm/nordic/${file}.dtsi`;
  return { path, lines: sdkText(sdk, path).split(/\r?\n/) };
}

function memoryOf(dtsi: Dtsi, label: string): MemoryFact {
  const node = dtsi.lines.findIndex((line) => line.startsWith(`&${label} `));
  const index = dtsi.lines.findIndex((line, at) => at > node && /\breg = /.test(line));
  const [, address, kilobytes] = /<(0x[0-9a-f]+) DT_SIZE_K\((\d+)\)>/i.exec(dtsi.lines[index]!)!;
  return { address: Number(address), size: Number(kilobytes) * 1024, at: `${dtsi.path}:${index + 1}` };
}

function numberIn(dtsi: Dtsi, from: number, pattern: RegExp, to = dtsi.lines.length): NumberFact | undefined {
  const index = dtsi.lines.findIndex((line, at) => at >= from && at < to && pattern.test(line));
  if (index < 0) return undefined;
  return { value: Number(pattern.exec(dtsi.lines[index]!)![1]), at: `${dtsi.path}:${index + 1}` };
}

/** A port has 32 pins unless its node says otherwise, zephyr/dts/bindings/gpio/gpio-controller.yaml:17 (2.4.0). */
function ports(dtsi: Dtsi): NumberFact[] {
  return [0, 1].flatMap((port) => {
    const node = dtsi.lines.findIndex((line) => line.trimStart().startsWith(`gpio${port}: gpio@`));
    if (node < 0) return [];
    const end = dtsi.lines.findIndex((line, at) => at > node && line.includes('};'));
    return [numberIn(dtsi, node, /ngpios = <(\d+)>/, end) ?? { value: 32, at: `${dtsi.path}:${node + 1}` }];
  });
}

/** FPROTECT_BLOCK_SIZE, nrf/lib/fprotect/Kconfig:38-44 (2.4.0): SPU, else MPU, else a page of BPROT or ACL. */
function protectionBlock(
  sdk: FileSystem,
  series: string,
  core: string | undefined,
  peripherals: Dtsi,
  erasePage: NumberFact,
): NumberFact | undefined {
  const kconfig = (path: string): Dtsi => ({ path, lines: sdkText(sdk, path).split(/\r?\n/) });
  const hexIn = (dtsi: Dtsi, pattern: RegExp, after = 0) => numberIn(dtsi, after, pattern);
  if (series === 'nrf91') return hexIn(kconfig('zephyr/soc/arm/Kconfig'), /default (0x\w+) if SOC_SERIES_NRF91X$/);
  if (core === 'application') return hexIn(kconfig('zephyr/soc/arm/Kconfig'), /default (0x\w+) if SOC_NRF5340_CPUAPP$/);
  if (!peripherals.lines.some((line) => /"nordic,nrf-mpu"/.test(line))) return erasePage;
  const nordic = kconfig('zephyr/soc/arm/nordic_nrf/Kconfig');
  return hexIn(nordic, /default (0x\w+)/, nordic.lines.indexOf('config NRF_MPU_FLASH_REGION_SIZE'));
}

/** Region `otp` of Partition Manager. */
function otp(sdk: FileSystem, series: string, core: string | undefined): MemoryFact | undefined {
  if (series !== 'nrf91' && core !== 'application') return undefined;
  const path = 'nrf/cmake/partition_manager.cmake';
  const lines = sdkText(sdk, path).split(/\r?\n/);
  const branch = lines.findIndex((line) =>
    line.includes(series === 'nrf91' ? 'CONFIG_SOC_SERIES_NRF91X' : 'elseif (DEFINED CONFIG_SOC_NRF5340_CPUAPP)'),
  );
  const index = lines.findIndex((line, at) => at > branch && line.includes('otp_start_addr'));
  return {
    address: Number(/"(0x[0-9a-f]+)"/.exec(lines[index]!)![1]),
    size: Number(/otp_size (\d+)/.exec(lines[index + 1]!)![1]),
    at: `${path}:${index + 1}`,
  };
}

const optional = <K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } =>
  (value === undefined ? {} : { [key]: value }) as { [P in K]?: T };
