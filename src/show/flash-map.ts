import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import type { MapReport, ShownMap, ShownMemory, ShownPart } from '../diagnostic/flash-map.ts';
import { applicationsOf, type ConfiguredTarget, configureApplication, type LintOptions } from '../lint/lint.ts';
import { valueOf } from '../model/fact.ts';
import { memoryMap } from '../model/memory-map/build.ts';
import type { Area, Memory, MemoryMap } from '../model/memory-map/map.ts';
import { type Part, partsOf } from '../model/memory-map/parts.ts';
import type { Workspace } from '../project/workspace.ts';
import { type PlacedProblem, problemsOn } from './map-problems.ts';
import { missingOf, shownPlace } from './place.ts';

/** The maps of all applications at or below the paths, with what was found about them. */
export function flashMaps(
  workspace: Workspace,
  options: LintOptions,
  diagnostics: readonly Diagnostic[] = [],
): MapReport {
  const applications = applicationsOf(workspace, options).map((root) => {
    const { shown, configured } = configureApplication(workspace, root, options);
    const found = diagnostics.filter(({ application }) => application === shown);
    return { root: shown, maps: together(configured, (target) => mapOf(target, found)) };
  });
  return { applications, skipped: workspace.skipped };
}

type DrawnMap = Omit<ShownMap, 'configurations'>;

function mapOf({ configuration }: ConfiguredTarget, diagnostics: readonly Diagnostic[]): DrawnMap {
  const map = memoryMap(configuration);
  const about = diagnostics.filter(({ configurations }) => configurations.includes(configuration.id));
  return drawnMap(map, problemsOn(map, about));
}

/** A map as plain data. */
export function drawnMap(map: MemoryMap, problems: readonly PlacedProblem[]): DrawnMap {
  const { by, file, memories, unplaced, open } = map;
  const marks = new Map<string, number[]>();
  for (const [index, { names }] of problems.entries())
    for (const name of names) marks.set(name, [...(marks.get(name) ?? []), index + 1]);
  return {
    by,
    file,
    memories: memories.map((memory) => shownMemory(memory, open !== undefined && by === 'partition-manager', marks)),
    unplaced,
    open,
    problems: problems.map(({ problem }) => problem),
  };
}

type Marks = ReadonlyMap<string, readonly number[]>;

function shownMemory(memory: Memory, isOpen: boolean, marks: Marks): ShownMemory {
  const { name, base, size, areas } = memory;
  const eraseBlock = valueOf(memory.eraseBlock);
  return {
    name,
    title: titles[name] ?? 'external flash',
    base,
    size: valueOf(size),
    missing: missingOf(size),
    eraseBlock,
    parts: partsOf(memory).map((part) => shownPart(part, isOpen && name === 'flash_primary', eraseBlock, marks)),
    containers: areas.flatMap((area) =>
      area.members === undefined || area.end <= area.start
        ? []
        : [
            {
              name: area.name,
              start: area.start,
              end: area.end,
              members: area.members,
              place: placeOf(area),
              problems: marksOf([area], marks),
            },
          ],
    ),
  };
}

const titles: Readonly<Record<string, string>> = {
  flash_primary: 'internal flash',
  external_flash: 'external flash',
  sram_primary: 'RAM',
  otp: 'one-time programmable memory',
  ram_flash: 'flash emulated in RAM',
  bootconf: 'boot configuration',
};

function shownPart(
  { start, end, areas, isOutside }: Part,
  isOpen: boolean,
  eraseBlock: number | undefined,
  marks: Marks,
): ShownPart {
  const [first] = areas;
  return {
    start,
    end,
    kind: isOutside ? 'outside' : areas.length > 1 ? 'overlap' : first ? 'partition' : isOpen ? 'open' : 'free',
    names: areas.map(({ name }) => name),
    place: first && placeOf(first),
    isAligned: eraseBlock === undefined || eraseBlock < 1 ? undefined : start % eraseBlock === 0,
    problems: marksOf(areas, marks),
  };
}

const placeOf = ({ origin }: Area) => origin && shownPlace(origin);

const marksOf = (areas: readonly Area[], marks: Marks): readonly number[] =>
  [...new Set(areas.flatMap(({ name, aliases }) => [name, ...aliases].flatMap((one) => marks.get(one) ?? [])))].sort(
    (a, b) => a - b,
  );

/** Configurations with the same map are named together, and it is drawn once. */
function together(
  configured: readonly ConfiguredTarget[],
  mapFor: (target: ConfiguredTarget) => DrawnMap,
): readonly ShownMap[] {
  const maps = new Map<string, ShownMap>();
  for (const target of configured) {
    const map = mapFor(target);
    const key = JSON.stringify(map);
    const configurations = [...(maps.get(key)?.configurations ?? []), { ...target.report, why: target.why }];
    maps.set(key, { configurations, ...map });
  }
  return [...maps.values()];
}
