import { andThen, type Fact, known, map, unknown } from '../fact.ts';
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
  if (!soc.known || soc.value.series === 'nrf53') regions.push(bare('ram_flash'));
  if (!era.known || era.value === 'sysbuild') regions.push(bare('bootconf'));
  return regions;
}

function memory({ soc, sdk }: PartitionInputs, name: string, of: (soc: SocFacts) => MemoryFact | undefined): Region {
  const fact = andThen(soc, (facts) => {
    const memory = of(facts);
    return memory && sdk.known ? known(memory, sdkLine(sdk.value, memory.at)) : unknown(`the memory behind ${name}`);
  });
  return { name, exists: known(true), base: map(fact, ({ address }) => address), size: map(fact, ({ size }) => size) };
}

function external({ app }: PartitionInputs): Region {
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
    base: app.kconfig.number('CONFIG_PM_EXTERNAL_FLASH_BASE'),
    size,
  };
}

const bare = (name: string): Region => ({
  name,
  exists: unknown(`whether the build has ${name}`),
  base: unknown(`the place of ${name}`),
  size: unknown(`the size of ${name}`),
});
