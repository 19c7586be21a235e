import type { Fact } from '../fact.ts';
import { reading, remembered, unknown } from '../fact.ts';
import { sdkLine } from '../sdk-facts.ts';
import type { PartitionInputs } from './build.ts';
import type { Layout, RegionToFill, Requirement, StaticPartition } from './solver/requirements.ts';
import { solve } from './solver/solve.ts';
import type { Partition, Region } from './table.ts';
import { secureBlock } from './trustzone.ts';
import { type Asked, type Build, type Symbols, symbolsOf, unreadSymbols, untouchedSymbols } from './wanted/asking.ts';
import { OF_FIRST_STAGE } from './wanted/first-stage.ts';
import { OF_MCUBOOT } from './wanted/mcuboot.ts';
import { OF_SUBSYSTEMS } from './wanted/subsystems.ts';
import { OF_TRUSTED_FIRMWARE } from './wanted/trusted-firmware.ts';

type Value = <V>(fact: Fact<V>) => V;

/**
 * Where Partition Manager puts everything in flash, what the static file leaves to it included. Known for builds with child
 * images, as long as all that is asked for and the memory itself are known; computed when it is first asked for.
 */
export function computedLayout(
  inputs: PartitionInputs,
  regions: readonly Region[],
  fixed: readonly Partition[],
): () => Fact<Layout> {
  return remembered(() =>
    reading(
      (value) => {
        const { layout, why } = solution(inputs, regions, fixed, value);
        return layout ?? value<Layout>(unknown(`a layout, for Partition Manager finds none: ${why}`));
      },
      ...origin(inputs),
    ),
  );
}

function solution(inputs: PartitionInputs, regions: readonly Region[], fixed: readonly Partition[], value: Value) {
  const { sdk, era, file, mcuboot, ownPartitions } = inputs;
  if (value(era) !== 'child-image' || value(sdk).version !== '2.4.0')
    value(unknown('what images ask of Partition Manager in this version'));
  if (ownPartitions) value(unknown('the partitions that the application asks for itself'));
  if (file && (file.problems.length > 0 || file.tree.shape.length > 0)) value(unknown('what the static file says'));
  if (!file && !mcuboot) value(unknown('whether Partition Manager is there'));
  const result = solve({
    regions: toFill(regions, value),
    dynamic: dynamic(inputs, new Set(fixed.map(({ name }) => name)), value),
    fixed: new Map(fixed.map((partition) => [partition.name, entry(partition, value)])),
    behaviour: 'ncs-2.4',
  });
  return result.layout ? { layout: result.layout, why: '' } : { layout: undefined, why: result.why };
}

/** Flash only: no partition of RAM decides about one in flash (nrf/cmake/partition_manager.cmake:190-245 (2.4.0)). */
function toFill(regions: readonly Region[], value: Value): readonly RegionToFill[] {
  return regions.flatMap(({ name, exists, base, size }): RegionToFill[] => {
    if (name !== 'flash_primary' && name !== 'external_flash') return [];
    if (!value(exists)) return [];
    const strategy = name === 'flash_primary' ? 'complex' : 'start_to_end';
    return [{ name, base: value(base), size: value(size), strategy }];
  });
}

function entry({ name, region, address, size, members }: Partition, value: Value): StaticPartition {
  const span = members === undefined ? {} : { span: members };
  // Its numbers do not count.
  if (name === 'app') return { region: value(region), ...span };
  return { region: value(region), address: value(address), size: value(size), ...span };
}

/** What all images ask for, less what is static: that counts for nothing, whatever it is. */
function dynamic(inputs: PartitionInputs, fixed: ReadonlySet<string>, value: Value): ReadonlyMap<string, Requirement> {
  const { app, mcuboot, soc } = inputs;
  const { protectionBlock, erasePage, series } = value(soc);
  const build: Build = {
    app: symbolsOf(app, value),
    mcuboot: mcuboot ? symbolsOf(mcuboot, value) : unreadSymbols('mcuboot', value),
    b0: firstStage(inputs, value),
    series,
    block: (protectionBlock ?? erasePage).value,
    get secure() {
      return value(secureBlock(inputs, 'flash'));
    },
  };
  const asked: readonly Asked[] = [
    ...(build.app.on('BOOTLOADER_MCUBOOT') ? OF_MCUBOOT : []),
    ...(build.app.on('SECURE_BOOT') ? OF_FIRST_STAGE : []),
    ...OF_SUBSYSTEMS,
    ...(build.app.on('BUILD_WITH_TFM') ? OF_TRUSTED_FIRMWARE : []),
  ];
  return new Map(
    asked
      .filter(({ name, when }) => !fixed.has(name) && (when === undefined || when(build)))
      .map(({ name, requirement }) => [name, requirement(build)]),
  );
}

function firstStage({ b0, app }: PartitionInputs, value: Value): Symbols {
  if (b0 === undefined) return unreadSymbols('b0', value);
  return b0 === 'untouched' ? untouchedSymbols('b0', app, value) : symbolsOf(b0, value);
}

/** That images bring their partitions along. */
const origin = ({ sdk }: PartitionInputs) =>
  sdk.known ? [sdkLine(sdk.value, 'nrf/cmake/partition_manager.cmake:139')] : [];
