import { items, jsonWithComments, member, members } from '../syntax/json-with-comments.ts';
import { join } from '../text/paths.ts';
import type { NamedTarget } from './named-target.ts';
import type { Workspace } from './workspace.ts';

/** Presets that inherit from each other deeper than this are not followed. */
const DEPTH = 16;
const MOST_PRESETS = 1000;

/** Macros that CMake expands in a preset. */
const SOURCE_FOLDER = /\$\{sourceDir\}/g;
const PRESET_NAME = /\$\{presetName\}/g;

/** The builds that CMakePresets.json and CMakeUserPresets.json describe; hidden presets are only there to inherit from. */
export function presetTargets(workspace: Workspace, root: string): readonly NamedTarget[] {
  const files = ['CMakePresets.json', 'CMakeUserPresets.json'];
  const presets = files.flatMap((file) =>
    items(member(workspace.parsed(join(root, file), jsonWithComments), 'configurePresets')).map((preset) => ({
      preset,
      file,
    })),
  );
  const named = new Map<string, unknown>();
  for (const { preset } of presets.slice(0, MOST_PRESETS)) {
    const name = member(preset, 'name');
    if (typeof name === 'string') named.set(name, preset);
  }
  const inheritance = new Inheritance(named);
  return presets.slice(0, MOST_PRESETS).flatMap(({ preset, file }): readonly NamedTarget[] => {
    const name = member(preset, 'name');
    if (typeof name !== 'string' || member(preset, 'hidden') === true) return [];
    const variables = inheritance.variables(preset);
    const board = variables.get('BOARD');
    const own = [...variables].filter(([variable]) => !/^(BOARD|CMAKE_.*|ZEPHYR_.*|NCS_.*)$/.test(variable));
    if (board === undefined && own.length === 0) return [];
    const expand = (value: string): string =>
      value.replaceAll(SOURCE_FOLDER, () => root).replaceAll(PRESET_NAME, () => name);
    return [
      {
        board: board === undefined ? undefined : expand(board),
        arguments: own.map(([variable, value]) => `-D${variable}=${expand(value)}`),
        sysbuild: undefined,
        name,
        why: `from ${file}`,
      },
    ];
  });
}

/** The cache variables of presets: their own win, then those of the presets they name first. */
class Inheritance {
  readonly #named: ReadonlyMap<string, unknown>;
  /** Empty while a preset is being read, so that a circle ends. */
  readonly #known = new Map<unknown, ReadonlyMap<string, string>>();

  constructor(named: ReadonlyMap<string, unknown>) {
    this.#named = named;
  }

  variables(preset: unknown, depth = DEPTH): ReadonlyMap<string, string> {
    const known = this.#known.get(preset);
    if (known) return known;
    const all = new Map<string, string>();
    this.#known.set(preset, new Map());
    for (const [name, value] of members(member(preset, 'cacheVariables'))) {
      const text = typeof value === 'object' ? member(value, 'value') : value;
      if (typeof text === 'string') all.set(name, text);
      else if (typeof text === 'boolean') all.set(name, text ? 'TRUE' : 'FALSE');
    }
    const inherits = member(preset, 'inherits');
    for (const name of depth === 0 ? [] : typeof inherits === 'string' ? [inherits] : items(inherits)) {
      const parent = typeof name === 'string' ? this.#named.get(name) : undefined;
      if (parent === undefined) continue;
      for (const [variable, value] of this.variables(parent, depth - 1))
        if (!all.has(variable)) all.set(variable, value);
    }
    this.#known.set(preset, all);
    return all;
  }
}
