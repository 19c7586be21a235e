import type { ComparisonReport, ShownComparison, ShownMapPlace } from '../diagnostic/map-comparison.ts';
import type { SkippedFile } from '../diagnostic/report.ts';
import { applicationsOf, type ConfiguredTarget, configureApplication, type LintOptions } from '../lint/lint.ts';
import { memoryMap } from '../model/memory-map/build.ts';
import { type Comparison, compare, costOf, type Place } from '../model/memory-map/compare.ts';
import type { MemoryMap } from '../model/memory-map/map.ts';
import type { Workspace } from '../project/workspace.ts';
import { below } from '../text/paths.ts';

/** One side of a comparison. */
export interface Side {
  readonly workspace: Workspace;
  readonly options: LintOptions;
  /** As a noun phrase. */
  readonly called: string;
  /** The map of a configuration, where it is not the one that its build has. Undefined where it has none of that kind. */
  readonly mapOf?: ((target: ConfiguredTarget) => MemoryMap | undefined) | undefined;
}

/** Compares the maps of all configurations that both sides have. */
export function compareSides(before: Side, after: Side): ComparisonReport {
  const old = applicationsIn(before);
  const now = applicationsIn(after);
  const notes: string[] = [];
  const comparisons: ShownComparison[] = [];
  for (const application of now) {
    const other = old.length === 1 && now.length === 1 ? old[0] : old.find(({ place }) => place === application.place);
    if (!other) {
      notes.push(`${application.shown} is not there in ${before.called}`);
      continue;
    }
    comparisons.push(...compareApplications(other, application, before, notes));
  }
  return {
    before: before.called,
    after: after.called,
    comparisons,
    notes,
    skipped: skippedIn(before, after),
  };
}

interface Application {
  readonly shown: string;
  /** Below the paths that were given. */
  readonly place: string;
  readonly maps: ReadonlyMap<string, MemoryMap>;
}

function applicationsIn({ workspace, options, mapOf }: Side): readonly Application[] {
  return applicationsOf(workspace, options).map((root) => {
    const { shown, configured } = configureApplication(workspace, root, options);
    const maps = configured.flatMap((target) => {
      const map = mapOf ? mapOf(target) : memoryMap(target.configuration);
      return map ? [[target.id, map] as const] : [];
    });
    const place = options.paths.map((path) => below(path, root)).find((path) => path !== undefined) ?? '.';
    return { shown, place, maps: new Map(maps) };
  });
}

function compareApplications(
  old: Application,
  now: Application,
  before: Side,
  notes: string[],
): readonly ShownComparison[] {
  const alike = new Map<string, ShownComparison>();
  for (const [id, map] of now.maps) {
    const other =
      old.maps.get(id) ?? (old.maps.size === 1 && now.maps.size === 1 ? [...old.maps.values()][0] : undefined);
    if (!other) {
      notes.push(`${id} is not there in ${before.called}`);
      continue;
    }
    const shown = shownComparison(now.shown, compare(other, map), map);
    const key = JSON.stringify({ ...shown, configurations: [] });
    alike.set(key, { ...shown, configurations: [...(alike.get(key)?.configurations ?? []), id] });
  }
  for (const id of old.maps.keys())
    if (!now.maps.has(id) && now.maps.size > 1) notes.push(`${id} is only there in ${before.called}`);
  return [...alike.values()];
}

const shownComparison = (
  application: string,
  { changes, same, unknown }: Comparison,
  { open, unplaced }: MemoryMap,
): ShownComparison => ({
  application,
  configurations: [],
  changes: changes.map((change) => ({
    name: change.name,
    role: change.role,
    before: change.before && shownPlace(change.before),
    after: change.after && shownPlace(change.after),
    strands: change.strands,
    cost: costOf({ ...change, isGone: change.after === undefined }),
  })),
  same,
  unknown,
  missing:
    unknown.length === 0
      ? []
      : [
          ...(open === undefined ? [] : [open]),
          ...unplaced.filter(({ name }) => unknown.includes(name)).map(({ missing }) => missing),
        ],
});

const shownPlace = ({ memory, start, end }: Place): ShownMapPlace => ({ memory, start, end });

const skippedIn = (...sides: readonly Side[]): readonly SkippedFile[] => [
  ...new Map(
    sides.flatMap(({ workspace }) => workspace.skipped).map((file) => [`${file.path} ${file.why}`, file]),
  ).values(),
];
