import type { Era } from '../model/application.ts';
import { type Fact, valueOf } from '../model/fact.ts';
import type { ApplicationFile, ApplicationFiles, Conflict, Disabled, Hidden, Reader, Shadow } from '../model/files.ts';
import { baseName, below, join } from '../text/paths.ts';
import type { SourceFile } from '../text/source.ts';
import { cmakeHints } from './cmake-hints.ts';
import type { Composition } from './compose/composition.ts';
import { mentions } from './files/mentions.ts';
import { filesInPlaces } from './files/places.ts';
import { repeats } from './files/repeats.ts';
import { type Names, slipOf } from './files/slip.ts';
import type { Target } from './target.ts';
import type { Workspace } from './workspace.ts';

/** One configuration, as far as the fate of files is concerned. */
export interface ComposedConfiguration {
  readonly id: string;
  readonly target: Target;
  readonly era: Fact<Era>;
  readonly composition: Composition;
  has(image: string): Fact<boolean>;
  readonly partitionManager: Fact<boolean>;
}

export interface KnownNames {
  /** All boards that exist, as far as anybody knows. */
  readonly boards: readonly string[];
  readonly version: string | undefined;
  /** False for loose files. */
  readonly complete: boolean;
}

/** Looks at all configurations of an application together: a file that one of them reads is not lost. */
export function applicationFiles(
  workspace: Workspace,
  root: string,
  configurations: readonly ComposedConfiguration[],
  known: KnownNames,
): ApplicationFiles {
  const readers = new Map<string, Reader[]>();
  const shadows = new Map<string, Shadow[]>();
  const hidden = new Map<string, Hidden[]>();
  const disabled = new Map<string, Disabled[]>();
  const conflicts = new Map<string, Conflict[]>();
  const nameOf = (path: string): string => below(root, path) ?? path;
  const repeated = new Map<string, boolean>();
  const isRepeated = (path: string, by: string): boolean => {
    const key = `${path}\n${by}`;
    let found = repeated.get(key);
    if (found === undefined) repeated.set(key, (found = kindOf(path) === 'overlay' && repeats(workspace, by, path)));
    return found;
  };
  for (const { id, composition, has, partitionManager } of configurations) {
    const reader = (image: string, isRead: Fact<boolean> | undefined, path: string): void => {
      listOf(readers, nameOf(path)).push({
        configuration: id,
        image,
        isBuilt: isRead ? valueOf(isRead) : true,
        partitionManager: valueOf(partitionManager),
      });
    };
    for (const { name, fragments, overlays } of composition.images) {
      for (const { path } of [...fragments, ...overlays]) reader(name, has(name), path);
    }
    for (const { path } of composition.sysbuild?.fragments ?? []) reader('sysbuild', undefined, path);
    // Partition Manager lays out the memory for all images of a domain at once.
    for (const file of [composition.staticFile, composition.networkStaticFile]) {
      if (file) reader('app', partitionManager, file.path);
    }
    if (composition.staticFile) reader('mcuboot', has('mcuboot'), composition.staticFile.path);
    for (const { path, by } of composition.shadowed) {
      listOf(shadows, nameOf(path)).push({
        configuration: id,
        by: nameOf(by),
        get isRepeated() {
          return isRepeated(path, by);
        },
      });
    }
  }

  for (const { id, composition } of configurations) {
    for (const { path, wanted, ...of } of composition.untyped) {
      listOf(hidden, nameOf(path)).push({ ...of, configuration: id, wanted: nameOf(wanted) });
    }
    for (const { path, ...of } of composition.disabled) {
      listOf(disabled, nameOf(path)).push({ ...of, configuration: id });
    }
    for (const { path, full } of composition.conflicts) {
      listOf(conflicts, nameOf(path)).push({ configuration: id, full: nameOf(full) });
    }
  }
  const names = namesOf(workspace, root, configurations, known);
  const isMentioned = mentions(workspace, root);
  const file = (name: string): ApplicationFile => ({
    name,
    get source(): SourceFile | undefined {
      return workspace.source(join(root, name));
    },
    kind: kindOf(name),
    readers: readers.get(name) ?? [],
    shadows: shadows.get(name) ?? [],
    hidden: hidden.get(name) ?? [],
    disabled: disabled.get(name) ?? [],
    conflicts: conflicts.get(name) ?? [],
    slip: undefinedIf((slip) => slip.kind !== 'era' && isMentioned(name), slipOf(name, names)),
  });
  const all = [
    ...new Set([...filesInPlaces(workspace, root), ...readers.keys(), ...shadows.keys(), ...disabled.keys()]),
  ]
    .sort()
    .map(file);
  const byName = new Map(all.map((one) => [one.name, one]));
  return { all, named: (name) => byName.get(name) };
}

function namesOf(
  workspace: Workspace,
  root: string,
  configurations: readonly ComposedConfiguration[],
  { boards, version, complete }: KnownNames,
): Names {
  const eras = [...new Set(configurations.map(({ era }) => valueOf(era)))];
  const built = configurations.flatMap(({ target }) =>
    target.board && target.written !== undefined ? [target.board.value] : [],
  );
  const files = ['CMakeLists.txt', 'sysbuild/CMakeLists.txt', 'sysbuild.cmake'];
  return {
    era: eras.length === 1 ? eras[0] : undefined,
    version,
    boards: [...new Set([...boards, ...built])],
    built: [...new Set(built)],
    suffixes: [...new Set(configurations.flatMap(({ target }) => target.buildType ?? []))],
    images: [
      ...new Set(
        configurations.flatMap(({ composition }) =>
          composition.images.flatMap(({ name, buildName }) => (name === 'app' ? (buildName ?? []) : name)),
        ),
      ),
    ],
    builtImages: [
      ...new Set(
        configurations.flatMap(({ composition, has }) =>
          composition.images.flatMap(({ name }) => (valueOf(has(name)) ? name : [])),
        ),
      ),
    ],
    namesImage: (name) =>
      [...files, 'Kconfig', 'Kconfig.sysbuild'].some((file) =>
        new RegExp(`\\b${name}\\b`).test(workspace.source(join(root, file))?.text ?? ''),
      ),
    isMoved: files.some((file) => cmakeHints(workspace, root, file).application.includes('APPLICATION_CONFIG_DIR')),
    // Of loose files nobody knows what is missing.
    exists: (name) => !complete || workspace.isFile(join(root, name)),
  };
}

function kindOf(name: string): ApplicationFile['kind'] {
  if (baseName(name).startsWith('sysbuild') && name.endsWith('.conf')) return 'sysbuild';
  if (name.endsWith('.conf')) return 'fragment';
  if (name.endsWith('.overlay')) return 'overlay';
  return /\.ya?ml$/i.test(name) ? 'static' : 'other';
}

function listOf<Value>(map: Map<string, Value[]>, key: string): Value[] {
  let list = map.get(key);
  if (!list) map.set(key, (list = []));
  return list;
}

const undefinedIf = <Value>(leaveOut: (value: Value) => boolean, value: Value | undefined): Value | undefined =>
  value === undefined || leaveOut(value) ? undefined : value;
