import type { Origin } from '../../diagnostic/origin.ts';
import type { Parsed } from '../../syntax/parser.ts';
import type { StaticYaml, YamlNumber, YamlPartition } from '../../syntax/static-yaml.ts';
import type { Span } from '../../text/source.ts';
import type { Era, Image } from '../application.ts';
import { type Fact, known, unknown } from '../fact.ts';
import { type SdkFacts, type SocFacts, type StaticFileFact, type StaticPartitionFact, sdkLine } from '../sdk-facts.ts';
import type { SysbuildBoard } from '../sysbuild/board-symbols.ts';
import { computedLayout } from './computed.ts';
import { regionsOf } from './known-regions.ts';
import { slotsOf } from './slots.ts';
import type { Layout } from './solver/requirements.ts';
import type { Partition, PartitionTable, Region, Slot } from './table.ts';

/** What a partition table is made of. */
export interface PartitionInputs {
  /** The static file of the application. */
  readonly file: Parsed<StaticYaml> | undefined;
  /** The static file the board brings along, used when the application has none. */
  readonly boardFile: { readonly file: StaticFileFact; readonly facts: SdkFacts } | undefined;
  readonly app: Image;
  readonly mcuboot: Image | undefined;
  /** The first stage; `untouched` where the SDK alone says what it is. */
  readonly b0: Image | 'untouched' | undefined;
  readonly soc: Fact<SocFacts>;
  readonly sdk: Fact<SdkFacts>;
  /** The SDK version as the project says it; undefined where nothing does. */
  readonly version: string | undefined;
  readonly era: Fact<Era>;
  /** Whether the first stage is in the build. */
  readonly firstStage: Fact<boolean>;
  /** The board of the application in a build with sysbuild. */
  readonly board: SysbuildBoard | undefined;
  /** Whether the build has Partition Manager, as far as sysbuild decides about it. */
  readonly partitionManager: Fact<boolean>;
  /** The application, or an image that the project adds, may bring dynamic partitions of its own (`pm.yml`). */
  readonly ownPartitions: boolean;
  /** The symbols that Kconfig files of the project define. */
  ownSymbols(): ReadonlySet<string>;
  /** What Partition Manager made of all that; undefined where nobody built, or its results are not asked for. */
  readonly built?: BuiltPartitions | undefined;
}

/** What Partition Manager made of the memory of a build. */
export interface BuiltPartitions {
  /** A partition of the static file as it was built. */
  readonly partition: (fixed: Partition) => Partition;
  readonly regions: (predicted: readonly Region[]) => readonly Region[];
  readonly layout: Fact<Layout>;
  /** All of them, as Partition Manager has placed them. */
  readonly slots: readonly Slot[];
}

export function partitionTable(inputs: PartitionInputs): PartitionTable {
  const { file, boardFile, built } = inputs;
  const fixed = file
    ? ownPartitions(file)
    : (boardFile?.file.partitions.map((fact) => sdkPartition(boardFile.facts, fact)) ?? []);
  const partitions = built ? fixed.map(built.partition) : fixed;
  const regions = built ? built.regions(regionsOf(inputs)) : regionsOf(inputs);
  const layout = built ? () => built.layout : computedLayout(inputs, regions, partitions);
  return {
    file: file
      ? { path: file.source.path, own: true, problems: file.problems, shape: file.tree.shape }
      : boardFile && { path: boardFile.file.path, own: false, problems: [], shape: [] },
    regions,
    partitions,
    ownPartitions: inputs.ownPartitions,
    get layout() {
      return layout();
    },
    slots: slotsOf(partitions, inputs, layout),
  };
}

/** Of entries with one name the last one counts (PyYAML). */
function ownPartitions(file: Parsed<StaticYaml>): readonly Partition[] {
  const last = new Map(file.tree.partitions.map((entry) => [entry.name, entry]));
  return [...last.values()].map(ownPartition);
}

function ownPartition(entry: YamlPartition): Partition {
  const { name, region, address, size, endAddress } = entry;
  // Without a region: nrf/scripts/partition_manager.py:946-955 (2.4.0).
  const implied = name.endsWith('_sram') ? 'sram_primary' : 'flash_primary';
  return {
    name,
    region: region ? known(region.text, place(region.entrySpan)) : known(implied, place(entry.nameSpan)),
    address: number(address, `the address of ${name}`),
    size: number(size, `the size of ${name}`),
    endAddress: endAddress ? number(endAddress, `the end of ${name}`) : known<number | undefined>(undefined),
    members: entry.members?.map(({ text }) => text),
    nameSpan: entry.nameSpan,
    spanOf: (key) => ({ address, size, region, end_address: endAddress })[key]?.entrySpan ?? entry.nameSpan,
    spanOfMember: (member) => entry.members?.find(({ text }) => text === member)?.entrySpan,
  };
}

function sdkPartition(facts: SdkFacts, fact: StaticPartitionFact): Partition {
  const origin = sdkLine(facts, fact.at);
  const value = (number: number | undefined, what: string): Fact<number> =>
    number === undefined ? unknown(`${what} of ${fact.name}`) : known(number, origin);
  return {
    name: fact.name,
    region: known(fact.region ?? (fact.name.endsWith('_sram') ? 'sram_primary' : 'flash_primary'), origin),
    address: value(fact.address, 'the address'),
    size: value(fact.size, 'the size'),
    endAddress: known<number | undefined>(undefined),
    members: fact.span,
    nameSpan: undefined,
    spanOf: () => undefined,
    spanOfMember: () => undefined,
  };
}

const number = (value: YamlNumber | undefined, what: string): Fact<number> =>
  value && value.value >= 0 ? known(value.value, place(value.entrySpan)) : unknown(what);

const place = (span: Span): Origin => ({ kind: 'project', span });
