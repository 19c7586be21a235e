import type { Image } from '../application.ts';
import type { Devicetree } from '../devicetree/devicetree.ts';
import { cells } from '../devicetree/values.ts';
import { andThen, type Fact, known, map, unknown, valueOf } from '../fact.ts';
import { capacity, externalFlash } from '../flash/external-flash.ts';
import { type MemoryFact, type SocFacts, sdkLine } from '../sdk-facts.ts';
import type { PartitionInputs } from './build.ts';
import type { Region } from './table.ts';

/** The regions a build has: nrf/cmake/partition_manager.cmake:190-266 (2.4.0), nrf/cmake/sysbuild/partition_manager.cmake:552-636 (3.3.99). */
export function regionsOf(inputs: PartitionInputs): readonly Region[] {
  const { soc, era } = inputs;
  const regions = [
    memory(inputs, 'flash_primary', ({ flash }) => flash),
    memory(inputs, 'sram_primary', ({ ram }) => ram),
    external(inputs),
  ];
  if (!soc.known || soc.value.otp) regions.push(memory(inputs, 'otp', ({ otp }) => otp));
  if (!soc.known || soc.value.series === 'nrf53') regions.push(emulated(inputs));
  if (!era.known || era.value === 'sysbuild') regions.push(bare('bootconf'));
  return regions;
}

function memory(
  { soc, sdk, app }: PartitionInputs,
  name: string,
  of: (soc: SocFacts) => MemoryFact | undefined,
): Region {
  const fact = andThen(soc, (facts) => {
    const memory = of(facts);
    return memory && sdk.known ? known(memory, sdkLine(sdk.value, memory.at)) : unknown(`the memory behind ${name}`);
  });
  const all = map(fact, ({ size }) => size);
  return {
    name,
    exists: known(true),
    base: map(fact, ({ address }) => address),
    size: andThen(fact, ({ shared }) => (shared ? partOf(app, name) : all)),
    atMost: all,
  };
}

/** What the devicetree leaves the application core of a memory that it shares with another. */
function partOf({ devicetree }: Image, name: string): Fact<number> {
  const label = SHARED.get(name);
  return label === undefined ? unknown(`the size of ${name}`) : sizeOf(devicetree, label);
}

/** The second cell of `reg` of the node with this label. */
const sizeOf = (devicetree: Devicetree, label: string): Fact<number> =>
  andThen(devicetree.labelled(label), (node) => {
    const missing = unknown(`the size of &${label}`);
    if (!node) return missing;
    return andThen(node.property('reg'), (reg) => {
      if (!reg) return missing;
      return andThen(cells(reg), (list) => (list?.length === 2 ? known(list[1]!) : missing));
    });
  });

/** The nodes of the nRF54L series, which shares its memory with a RISC-V core. */
const SHARED: ReadonlyMap<string, string> = new Map([
  ['flash_primary', 'cpuapp_rram'],
  ['sram_primary', 'cpuapp_sram'],
]);

function external(inputs: PartitionInputs): Region {
  const { app } = inputs;
  const chosen = externalFlash(app);
  const size: Fact<number> = andThen(chosen, (node) => {
    if (!node) return unknown('the chip behind external_flash');
    return andThen(capacity(node), (bytes) =>
      bytes === undefined ? unknown(`the size of ${node.path}`) : known(bytes),
    );
  });
  return {
    name: 'external_flash',
    exists: map(chosen, (node) => node !== undefined),
    base: externalBase(inputs),
    size,
    atMost: size,
  };
}

/**
 * 0, unless a line of the application says otherwise: no board and no image of the SDK does, so that it does not matter which
 * of their fragments are not known (every `.conf`, `_defconfig` and `Kconfig` below nrf/ and zephyr/, 2.4.0 to 3.3.99).
 */
function externalBase({ app, sdk }: PartitionInputs): Fact<number> {
  const base = app.kconfig.number('CONFIG_PM_EXTERNAL_FLASH_BASE');
  if (base.known || !sdk.known || app.kconfig.assigned('PM_EXTERNAL_FLASH_BASE').length > 0) return base;
  return known(0, sdkLine(sdk.value, 'nrf/subsys/partition_manager/Kconfig:154 (2.4.0)'));
}

/** Flash that MCUboot emulates in RAM for the image of the network core. Who changes the node that the build adds says how large it is. */
function emulated({ app, mcuboot, sdk }: PartitionInputs): Region {
  const origin = sdk.known ? [sdkLine(sdk.value, 'nrf/modules/mcuboot/flash_sim.overlay:37 (2.4.0)')] : [];
  const images = mcuboot ? [app, mcuboot] : [app];
  const written = images.find(({ devicetree }) => valueOf(devicetree.labelled('flash_sim0')) !== undefined);
  const size = written ? sizeOf(written.devicetree, 'flash_sim0') : known(0x40000, ...origin);
  return { ...bare('ram_flash'), base: known(0, ...origin), size, atMost: size };
}

const bare = (name: string): Region => ({
  name,
  exists: unknown(`whether the build has ${name}`),
  base: unknown(`the place of ${name}`),
  size: unknown(`the size of ${name}`),
  atMost: unknown(`the size of ${name}`),
});
