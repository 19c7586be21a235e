import type { FileSystem } from '../../text/file-system.ts';
import { noLooks, noted, textOf } from '../../text/looks.ts';
import { baseName } from '../../text/paths.ts';
import type { KeptOfSdk } from '../kept.ts';

/** What Kconfig asks of the bindings of devicetree nodes. */
export interface BindingScan {
  /** All that a binding serves, sorted: those with a symbol `DT_HAS_..._ENABLED`. */
  readonly compatibles: readonly string[];
  /** The buses below a node with this compatible; undefined where no binding serves it. */
  busesOf(compatible: string): readonly string[] | undefined;
}

/**
 * Looks for the few lines that matter in the bindings below the folders; parsing 1,500 files of YAML would take longer
 * than all the rest. What they do not say is asked of `below`. `zephyr/scripts/dts/gen_driver_kconfig_dts.py` (2.4.0)
 */
export function scanBindings(files: FileSystem, folders: readonly string[], below?: BindingScan): BindingScan {
  const byName = new Map<string, string>();
  for (const folder of folders) for (const path of bindingsBelow(files, folder)) byName.set(baseName(path), path);
  if (below && byName.size === 0) return below;
  const texts = new Map<string, string>();
  const byCompatible = new Map<string, string[]>();
  for (const path of byName.values()) {
    const text = textOf(files, path) ?? '';
    texts.set(path, text);
    const compatible = topLevel(text, 'compatible');
    if (compatible === undefined) continue;
    const list = byCompatible.get(compatible);
    if (list) list.push(path);
    else byCompatible.set(compatible, [path]);
  }
  const buses = new Map<string, readonly string[]>();
  return {
    compatibles: [...new Set([...byCompatible.keys(), ...(below?.compatibles ?? [])])].sort(),
    busesOf(compatible) {
      const paths = byCompatible.get(compatible);
      if (!paths) return below?.busesOf(compatible);
      let found = buses.get(compatible);
      if (!found) buses.set(compatible, (found = [...new Set(paths.flatMap((path) => busesIn(path, new Set())))]));
      return found;
    },
  };

  function busesIn(path: string, seen: Set<string>): readonly string[] {
    const text = texts.get(path);
    if (text === undefined || seen.has(path)) return [];
    seen.add(path);
    const bus = topLevel(text, 'bus');
    if (bus !== undefined) return listed(bus);
    return included(text).flatMap((name) => busesIn(byName.get(name) ?? '', seen));
  }
}

/** The same as of an earlier run, as long as all the files are. */
export function keptScan(files: FileSystem, folders: readonly string[], kept: KeptOfSdk | undefined): BindingScan {
  if (!kept) return scanBindings(files, folders);
  const name = `bindings ${folders.join(' ')}`;
  const found = kept.find<Buses>(name);
  if (found) return { compatibles: found.content.map(([one]) => one), busesOf: remembered(found.content) };
  const looks = noLooks();
  const scan = scanBindings(noted(files, looks), folders);
  const content: Buses = scan.compatibles.map((one) => [one, scan.busesOf(one) ?? []]);
  kept.keep(name, looks, { content });
  return scan;
}

type Buses = readonly (readonly [compatible: string, buses: readonly string[]])[];

function remembered(all: Buses): BindingScan['busesOf'] {
  const buses = new Map(all);
  return (compatible) => buses.get(compatible);
}

function bindingsBelow(files: FileSystem, folder: string): string[] {
  return files.list(folder).flatMap(({ name, kind }) => {
    if (kind === 'folder') return bindingsBelow(files, `${folder}/${name}`);
    return /\.ya?ml$/.test(name) ? [`${folder}/${name}`] : [];
  });
}

/** The scalar or flow list behind a key in the first column. */
function topLevel(text: string, key: string): string | undefined {
  const start = text.startsWith(`${key}:`) ? 0 : text.indexOf(`\n${key}:`) + 1;
  if (start === 0 && !text.startsWith(`${key}:`)) return undefined;
  const end = text.indexOf('\n', start);
  const value = text.slice(start + key.length + 1, end < 0 ? text.length : end).replace(/\s#.*$/, '');
  return value.trim().replace(/^(["'])(.*)\1$/, '$2');
}

const listed = (value: string): string[] =>
  value
    .replace(/^\[(.*)\]$/, '$1')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);

/** Names of files, whether one, a flow list, or a list with or without filters. */
function included(text: string): string[] {
  const [, block = ''] = /^include:(.*(?:\n(?:[ \t-].*)?)*)/m.exec(text) ?? [];
  return block.match(/[\w,.+-]+\.yaml/g) ?? [];
}
