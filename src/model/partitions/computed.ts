import type { Image } from '../application.ts';
import { type Fact, reading, remembered, unknown, valueOf } from '../fact.ts';
import { releaseOf } from '../release.ts';
import { sdkLine } from '../sdk-facts.ts';
import type { SysbuildBoard } from '../sysbuild/board-symbols.ts';
import type { PartitionInputs } from './build.ts';
import type { Layout, RegionToFill, Requirement, StaticPartition } from './solver/requirements.ts';
import { solve, type Wanted } from './solver/solve.ts';
import type { Partition, Region } from './table.ts';
import { secureBlock } from './trustzone.ts';
import {
  type Asked,
  type Build,
  type ReadVersion,
  readVersions,
  type Symbols,
  unreadSymbols,
  untouchedSymbols,
} from './wanted/asking.ts';
import { OF_FIRST_STAGE } from './wanted/first-stage.ts';
import { symbolsOf } from './wanted/image-symbols.ts';
import { OF_MCUBOOT } from './wanted/mcuboot.ts';
import { OF_SUBSYSTEMS } from './wanted/subsystems.ts';
import { OF_TRUSTED_FIRMWARE } from './wanted/trusted-firmware.ts';

type Value = <V>(fact: Fact<V>) => V;

/**
 * Where Partition Manager puts everything in flash, what the static file leaves to it included. Known as long as
 * all that is asked for and the memory itself are known; computed when it is first asked for.
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
  const { era, file, mcuboot, ownPartitions, partitionManager } = inputs;
  const version = readVersion(inputs, value);
  const isSysbuild = value(era) === 'sysbuild';
  if (ownPartitions) value(unknown('the partitions that the application asks for itself'));
  if (file && (file.problems.length > 0 || file.tree.shape.length > 0)) value(unknown('what the static file says'));
  if (isSysbuild ? !value(partitionManager) : !file && !mcuboot) value(unknown('whether Partition Manager is there'));
  const asked = dynamic(inputs, version, new Set(fixed.map(({ name }) => name)), value);
  const pinned = new Map(fixed.map((partition) => [partition.name, entry(partition, value)]));
  const wanted: Wanted = {
    regions: toFill(regions, [...asked.values(), ...pinned.values()], value),
    dynamic: asked,
    fixed: pinned,
    behaviour: version === '2.4.0' && !isFrom25(inputs) ? 'ncs-2.4' : 'ncs-2.6',
  };
  const result = solve(wanted);
  if (!result.layout) return { layout: undefined, why: result.why };
  const moved = firstMoved(result.layout, solve({ ...wanted, ties: 'reversed' }).layout);
  if (moved !== undefined) value(unknown(`where ${moved} lies, which Partition Manager leaves to chance`));
  return { layout: result.layout, why: '' };
}

/**
 * Containers were measured anew between 2.4 and 2.5, and nothing else was changed until 2.6 of what images ask for (sdk-nrf
 * b777ecef and 040d481e, June and August 2023).
 */
const isFrom25 = ({ version }: PartitionInputs): boolean => {
  const release = releaseOf(version);
  return release?.major === 2 && (release.minor === 5 || release.minor === 6);
};

/** A partition that is elsewhere in the other layout. */
function firstMoved(layout: Layout, other: Layout | undefined): string | undefined {
  for (const [name, { address, size }] of layout) {
    const found = other?.get(name);
    if (found?.address !== address || found.size !== size) return name;
  }
  return undefined;
}

/** The version whose `pm.yml` files count. */
function readVersion({ sdk, era }: PartitionInputs, value: Value): ReadVersion {
  const found = readVersions.find((version) => version === value(sdk).version);
  const isOfEra = found !== undefined && (found === '2.4.0') === (value(era) === 'child-image');
  return isOfEra ? found : value<ReadVersion>(unknown('what images ask of Partition Manager in this version'));
}

/**
 * Flash only: no partition of RAM decides about one in flash (nrf/cmake/partition_manager.cmake:190-245 (2.4.0)). External
 * flash that nothing lies in decides about nothing, either.
 */
function toFill(
  regions: readonly Region[],
  partitions: readonly { readonly region?: string }[],
  value: Value,
): readonly RegionToFill[] {
  return regions.flatMap(({ name, exists, base, size }): RegionToFill[] => {
    if (name !== 'flash_primary' && !(name === 'external_flash' && partitions.some(({ region }) => region === name)))
      return [];
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
function dynamic(
  inputs: PartitionInputs,
  version: ReadVersion,
  fixed: ReadonlySet<string>,
  value: Value,
): ReadonlyMap<string, Requirement> {
  const build = buildOf(inputs, version, value);
  const ofImages = [
    ...(build.app.on('BOOTLOADER_MCUBOOT') ? OF_MCUBOOT : []),
    ...(value(inputs.firstStage) ? OF_FIRST_STAGE : []),
  ];
  const ofApplication = [...OF_SUBSYSTEMS, ...(build.app.on('BUILD_WITH_TFM') ? OF_TRUSTED_FIRMWARE : [])];
  // In a build with sysbuild the application is an image like the others, and the first one.
  const asked: readonly Asked[] =
    version === '2.4.0' ? [...ofImages, ...ofApplication] : [...ofApplication, ...ofImages];
  return new Map(
    asked
      .filter(({ name, when }) => !fixed.has(name) && (when === undefined || when(build)))
      .map(({ name, requirement }) => [name, requirement(build)]),
  );
}

function buildOf(inputs: PartitionInputs, version: ReadVersion, value: Value): Build {
  const { app, mcuboot, b0, soc } = inputs;
  const { series, title } = value(soc);
  const block = () => protectionBlock(inputs, version, value);
  const read = symbolsReader(inputs, version, block, value);
  const ofApp = read(app);
  return {
    app: ofApp,
    mcuboot: mcuboot ? read(mcuboot) : unreadSymbols('mcuboot', value),
    b0:
      b0 === undefined
        ? unreadSymbols('b0', value)
        : b0 === 'untouched'
          ? untouchedSymbols('b0', ofApp, value)
          : read(b0),
    series,
    soc: title,
    isFrom: (other) => readVersions.indexOf(version) >= readVersions.indexOf(other),
    get block() {
      return block();
    },
    get slotBlock() {
      // bootloader/mcuboot/boot/zephyr/Kconfig:1568-1571 (3.3.99)
      return version === '3.3.99' && series === 'nrf54l' ? 0x1000 : block();
    },
    get secure() {
      return value(secureBlock(inputs, 'flash'));
    },
  };
}

function symbolsReader(
  { board, sdk, era, ownSymbols }: PartitionInputs,
  version: ReadVersion,
  block: () => number,
  value: Value,
): (image: Image) => Symbols {
  const facts = value(sdk);
  const isKnownName = (symbol: string): boolean =>
    facts.names?.has(symbol) !== false ||
    ownSymbols().has(symbol) ||
    facts.sysbuild?.forced.some((option) => option.symbol === symbol) === true;
  if (value(era) === 'sysbuild' && !(board && isOfNordic(board))) value(unknown('what the board turns on'));
  return (image) => symbolsOf(image, { board, version, isKnownName, block }, value);
}

/** Boards whose Kconfig files turn on nothing that has a partition (boards/ of nrf, 2.7.0 to 3.3.99; of Zephyr, 2.4.0). */
const isOfNordic = ({ board }: SysbuildBoard): boolean => /^(nrf\d\w*(dk|dongle|mouse|kbd)|thingy\d\w*)$/.test(board);

/** `CONFIG_FPROTECT_BLOCK_SIZE`: nrf/lib/fprotect/Kconfig:38-46 of each version. */
function protectionBlock({ soc }: PartitionInputs, version: ReadVersion, value: Value): number {
  const { protectionBlock, erasePage, series } = value(soc);
  if (series !== 'nrf54l') return (protectionBlock ?? erasePage).value;
  // The erase block of the devicetree, as for every SoC without protection; nrf/lib/fprotect/fprotect_rram.c:20 (2.9.0).
  return version === '2.7.0' ? erasePage.value : 0x400;
}

/** That images bring their partitions along. */
const origin = ({ sdk, era }: PartitionInputs) => {
  const lines: Readonly<Record<string, number>> = { '2.7.0': 424, '2.9.0': 446, '3.3.99': 424 };
  if (!sdk.known) return [];
  const line = valueOf(era) === 'sysbuild' ? lines[sdk.value.version] : undefined;
  return [
    sdkLine(
      sdk.value,
      line === undefined
        ? 'nrf/cmake/partition_manager.cmake:139'
        : `nrf/cmake/sysbuild/partition_manager.cmake:${line}`,
    ),
  ];
};
