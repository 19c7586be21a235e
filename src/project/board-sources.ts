import type { SdkDevicetrees, SdkFacts } from '../model/sdk-facts.ts';
import type { MacroTable } from '../syntax/devicetree/macros.ts';
import { type ParsedDevicetree, parseDevicetree } from '../syntax/devicetree/parse.ts';
import { boardStems } from './compose/file-names.ts';
import type { ImageTreeInputs } from './image-devicetree.ts';
import { hasIncludeFolders, includeResolver } from './includes.ts';
import type { Workspace } from './workspace.ts';

/** What stands around the user's overlays where the SDK is there. */
export interface BoardSources {
  /** The board's own file. */
  readonly name: string;
  /** The same for the same files. */
  readonly key: string;
  /** Before them: files of the board and of shields, and overlays of an image of the SDK. */
  readonly parsed: readonly ParsedDevicetree[];
  /** Behind all but those that `EXTRA_DTC_OVERLAY_FILE` names. */
  readonly snippets: readonly ParsedDevicetree[];
  /** What those before them define. */
  readonly macros: MacroTable;
  /** Folders of shields: includes are searched in them, too. */
  readonly shieldFolders: readonly string[];
  /** What belongs to them and cannot be found, as a noun phrase. */
  readonly missing: string | undefined;
}

/** Undefined where the SDK is not there, or does not have the board. */
export function boardSources(inputs: ImageTreeInputs, facts: SdkFacts): BoardSources | undefined {
  const { devicetrees } = facts;
  const { board: name, workspace, root, shields = [], snippets = [], ownOverlays } = inputs;
  const board = devicetrees && name !== undefined ? devicetrees.board(name) : undefined;
  if (!devicetrees || !board || name === undefined) return undefined;
  const added = addedFiles(devicetrees, inputs, name);
  const files = [...board.files(inputs.revision), ...added.ofShields, ...ownOverlays];
  // Folders of the application come before those of Zephyr.
  const own = hasIncludeFolders(workspace, root, name) ? root : '';
  const key = [own, added.folders.join(' '), ...files, ...added.ofSnippets].join('\n');
  const cached = cacheOf(devicetrees, own === '' ? devicetrees : workspace);
  let sources = cached.get(key);
  if (!sources) {
    const wanted = [...shields.map((one) => `shield ${one}`), ...snippets.map((one) => `snippet ${one}`)];
    const missing = wanted.filter((_, index) => !added.found[index]);
    cached.set(key, (sources = read(files, key, added, missing, { inputs, facts, devicetrees })));
  }
  return sources;
}

interface Reading {
  readonly inputs: ImageTreeInputs;
  readonly facts: SdkFacts;
  readonly devicetrees: SdkDevicetrees;
}

function read(
  files: readonly string[],
  key: string,
  { folders: shieldFolders, ofSnippets }: AddedFiles,
  missing: readonly string[],
  { inputs, facts, devicetrees }: Reading,
): BoardSources {
  const resolver = includeResolver(inputs.workspace, inputs.root, facts, inputs.board, shieldFolders);
  const all: ParsedDevicetree[] = [];
  const absent = missing.length > 0 ? [`the files of ${missing.join(', ')}`] : [];
  const readAll = (paths: readonly string[]): ParsedDevicetree[] =>
    paths.flatMap((path) => {
      const source = devicetrees.source(path);
      const macros = all.at(-1)?.macros;
      if (source) all.push(parseDevicetree(source, { resolver, ...(macros ? { macros } : {}) }));
      else absent.push(`the file ${path} of the SDK`);
      return source ? all.slice(-1) : [];
    });
  const parsed = readAll(files);
  const { macros } = parsed.at(-1)!;
  const snippets = readAll(ofSnippets);
  // A file that some module has and nobody fetched.
  const lost = all.flatMap(({ tree }) => tree.missingIncludes).at(0);
  if (lost) {
    const { file, start } = lost.span;
    absent.push(`the file ${lost.name} (included at ${file.path}:${file.position(start).line})`);
  }
  return { name: files[0]!, key, parsed, snippets, macros, shieldFolders, missing: absent.at(0) };
}

interface AddedFiles {
  readonly ofShields: readonly string[];
  readonly ofSnippets: readonly string[];
  /** Of shields. */
  readonly folders: readonly string[];
  /** Which of the shields and, behind them, of the snippets the SDK has. */
  readonly found: readonly boolean[];
}

function addedFiles(
  devicetrees: SdkDevicetrees,
  { shields = [], snippets = [], revision }: ImageTreeInputs,
  name: string,
): AddedFiles {
  const stems = boardStems({ name, revision });
  const ofShields = shields.map((shield) => devicetrees.shield(shield, stems));
  const ofSnippets = snippets.map((snippet) => devicetrees.snippet(snippet, name));
  return {
    ofShields: ofShields.flatMap((one) => one?.overlays ?? []),
    ofSnippets: ofSnippets.flatMap((one) => one ?? []),
    folders: ofShields.flatMap((one) => one?.folder ?? []),
    found: [...ofShields, ...ofSnippets].map((one) => one !== undefined),
  };
}

function cacheOf(devicetrees: SdkDevicetrees, where: SdkDevicetrees | Workspace): Map<string, BoardSources> {
  let places = caches.get(devicetrees);
  if (!places) caches.set(devicetrees, (places = new WeakMap()));
  let cache = places.get(where);
  if (!cache) places.set(where, (cache = new Map()));
  return cache;
}

const caches = new WeakMap<SdkDevicetrees, WeakMap<SdkDevicetrees | Workspace, Map<string, BoardSources>>>();
