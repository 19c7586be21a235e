import { baseName, below, isAbsolute, join } from '../../text/paths.ts';
import type { NamedTarget } from '../named-target.ts';
import type { Workspace } from '../workspace.ts';
import type { BuildFolder } from './build-folders.ts';
import { configuredBoard } from './configured-board.ts';
import { relocated } from './relocated.ts';

/** What was built in a folder: the board, and the arguments that the build was given. Undefined where no board is known. */
export function builtTarget(workspace: Workspace, root: string, build: BuildFolder): NamedTarget | undefined {
  const { folder, cache, sysbuild } = build;
  const board = cache.values.get('BOARD') || cache.values.get('CACHED_BOARD') || boardInConfig(workspace, folder);
  if (!board) return undefined;
  const revision = cache.values.get('BOARD_REVISION');
  const own = [...cache.given].filter(([name]) => !NOT_AN_ARGUMENT.test(name));
  const all = new Map([...remembered(build, root), ...own]);
  return {
    board: revision && !board.includes('@') ? withRevision(board, revision) : board,
    arguments: [...all].map(([name, value]) => `-D${name}=${here(value, build, root)}`),
    sysbuild,
    name: baseName(folder),
    why: `from ${workspace.shown(join(folder, 'CMakeCache.txt'))}`,
    built: build,
  };
}

/** Where CMakeLists.txt sets the board, the cache does not have it. */
function boardInConfig(workspace: Workspace, folder: string): string | undefined {
  const text = workspace.textBeside(join(folder, 'zephyr/.config')) ?? '';
  return configuredBoard((symbol) =>
    /^\w+$/.test(symbol) ? new RegExp(`^CONFIG_${symbol}="?([^"\\r\\n]+)`, 'm').exec(text)?.[1] : undefined,
  );
}

const NOT_AN_ARGUMENT =
  /^(BOARD|BOARD_REVISION|WEST_PYTHON|CMAKE_.*|ZEPHYR_.*|NCS_.*|(?!(.*_)?APPLICATION_CONFIG_DIR$).*_DIR|.*_ROOT)$/;

const withRevision = (board: string, revision: string): string =>
  board.replace(/^[^/]*/, (name) => `${name}@${revision}`);

/**
 * Arguments that a build takes out of its cache and keeps under another name: shields and snippets
 * (zephyr_check_cache() in zephyr/cmake/modules/extensions.cmake:2720-2790, 2.4.0), APPLICATION_CONFIG_DIR, and CONF_FILE
 * together with the fragments of the board that it found (zephyr/cmake/modules/configuration_files.cmake:80-91, 2.4.0).
 */
function remembered({ cache, sysbuild, source }: BuildFolder, root: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const name of ['SHIELD', 'SNIPPET']) {
    const value = cache.values.get(`CACHED_${name}`);
    if (value) found.set(name, value);
  }
  // Sysbuild leaves the arguments in its own cache, and every image has one of its own.
  if (sysbuild) return found;
  const moved = relocated(cache.values.get('APPLICATION_CONFIG_DIR') ?? root, source ?? root, root);
  if (moved !== undefined && moved !== root) found.set('APPLICATION_CONFIG_DIR', moved);
  const files = (cache.values.get('CACHED_CONF_FILE') ?? '').split(/[;\s]+/).filter(Boolean);
  const places = files.map((file) => (isAbsolute(file) ? (relocated(file, source ?? root, root) ?? file) : file));
  const [base, ...others] = places.filter((path, index) => index === 0 || !/(^|\/)boards\/[^/]+\.conf$/.test(path));
  const board = cache.values.get('BOARD') ?? cache.values.get('CACHED_BOARD');
  const isDefault = base !== undefined && ['prj.conf', `prj_${board}.conf`].includes(baseName(base));
  if (base !== undefined && (!isDefault || others.length > 0))
    found.set('CONF_FILE', [base, ...others].map((path) => below(root, path) ?? path).join(';'));
  return found;
}

/** Paths in a value as they are on this machine. */
const here = (value: string, { source }: BuildFolder, root: string): string =>
  source === undefined || !value.includes(source)
    ? value
    : value
        .split(';')
        .map((part) => (isAbsolute(part) ? (relocated(part, source, root) ?? part) : part))
        .join(';');
