import type { SdkDevicetrees, SdkFacts, TreeFacts } from '../model/sdk-facts.ts';
import { MacroTable } from '../syntax/devicetree/macros.ts';
import { isGrammarLoaded, type ParsedDevicetree, parseDevicetree } from '../syntax/devicetree/parse.ts';
import type { SourceFile } from '../text/source.ts';
import { boardStems } from './compose/file-names.ts';
import { macrosOf } from './devicetree-macros.ts';
import type { ImageTreeInputs } from './image-devicetree.ts';
import { hasIncludeFolders, includedTree, includeResolver } from './includes.ts';
import { ownBoard } from './own-board.ts';
import type { Workspace } from './workspace.ts';

/** What stands around the user's overlays where the SDK is there, or where the board is one of the project's own. */
export interface BoardSources {
  /** The board's own file. */
  readonly name: string;
  /** The same for the same files. */
  readonly key: string;
  /** Before them: files of the board and of shields, and overlays of an image of the SDK. */
  readonly parsed: readonly ParsedDevicetree[];
  /** Those of `parsed` that the project has itself. */
  readonly own: readonly ParsedDevicetree[];
  /** Behind all but those that `EXTRA_DTC_OVERLAY_FILE` names. */
  readonly snippets: readonly ParsedDevicetree[];
  /** What those before them define. */
  readonly macros: MacroTable;
  /** Folders of shields: includes are searched in them, too. */
  readonly shieldFolders: readonly string[];
  /** What belongs to them and cannot be found, as a noun phrase. */
  readonly missing: string | undefined;
  /** The trees of the SDK that their includes stand for. */
  readonly standOn: readonly TreeFacts[];
}

/** Undefined where the project does not have the board, nor the SDK, if it is there. */
export function boardSources(inputs: BoardInputs, facts: SdkFacts): BoardSources | undefined {
  const { devicetrees } = facts;
  const { board: name, revision, workspace, root, shields = [], snippets = [], ownOverlays } = inputs;
  if (name === undefined) return undefined;
  const own = ownBoard(workspace, root, { name, revision });
  const ofSdk = own ? [] : (devicetrees?.board(name)?.files(revision) ?? []);
  if (!own && ofSdk.length === 0) return undefined;
  const added = addedFiles(devicetrees, inputs, name);
  const files: File[] = [
    ...(own?.devicetrees ?? []).map((path) => ({ path, isOwn: true })),
    // Without the SDK its overlays are facts.
    ...[...ofSdk, ...added.ofShields, ...(devicetrees ? ownOverlays : [])].map((path) => ({ path, isOwn: false })),
  ];
  // Folders of the application come before those of Zephyr. Once the grammar is there, what seemed to be missing is looked at again.
  const around = hasIncludeFolders(workspace, root, name) ? root : '';
  const key = [
    around,
    own ? `${name} ${isGrammarLoaded()}` : '',
    added.folders.join(' '),
    added.found.map(String).join(' '),
    ...files.map(({ path }) => path),
    ...added.ofSnippets,
  ].join('\n');
  const cached = cacheOf(facts, !own && around === '' ? facts : workspace);
  let sources = cached.sources.get(key);
  if (!sources) {
    // What an image has of its own stands on the board's file, which is the same for all of them.
    const first = [around, name, ...added.folders, files[0]!.path].join('\n');
    const wanted = [...shields.map((one) => `shield ${one}`), ...snippets.map((one) => `snippet ${one}`)];
    const missing = wanted.filter((_, index) => !added.found[index]);
    const parsed = cached.first.get(first);
    sources = read(files, key, added, missing, { inputs, facts, parsed });
    if (!own) cached.first.set(first, sources.parsed[0]);
    cached.sources.set(key, sources);
  }
  return sources;
}

interface File {
  readonly path: string;
  /** Of the project, not of the SDK. */
  readonly isOwn: boolean;
}

/** What decides on the files below the user's overlays. */
type BoardInputs = Pick<
  ImageTreeInputs,
  'workspace' | 'root' | 'board' | 'revision' | 'shields' | 'snippets' | 'ownOverlays'
>;

interface Reading {
  readonly inputs: BoardInputs;
  readonly facts: SdkFacts;
  /** The first of the files, where it was read for another image. */
  readonly parsed: ParsedDevicetree | undefined;
}

function read(
  files: readonly File[],
  key: string,
  { folders: shieldFolders, ofSnippets }: AddedFiles,
  missing: readonly string[],
  { inputs: { workspace, root, board }, facts, parsed: first }: Reading,
): BoardSources {
  const resolver = includeResolver(workspace, root, facts, board, shieldFolders);
  const all: ParsedDevicetree[] = [];
  const absent = missing.length > 0 ? [`the files of ${missing.join(', ')}`] : [];
  const sourceOf = ({ path, isOwn }: File): SourceFile | undefined =>
    isOwn ? workspace.source(path) : facts.devicetrees?.source(path);
  const readAll = (list: readonly File[]): ParsedDevicetree[] =>
    list.flatMap((file) => {
      const source = sourceOf(file);
      const macros = all.at(-1)?.macros;
      const given = macros ? { macros } : facts.devicetrees ? {} : { defines: macrosOf(facts) };
      const known = file === files[0] ? first : undefined;
      if (source) all.push(known ?? parseDevicetree(source, { resolver, ...given }));
      else absent.push(file.isOwn ? `the file ${workspace.shown(file.path)}` : `the file ${file.path} of the SDK`);
      return source ? all.slice(-1) : [];
    });
  const own = readAll(files.filter(({ isOwn }) => isOwn));
  const parsed = [...own, ...readAll(files.filter(({ isOwn }) => !isOwn))];
  const macros = parsed.at(-1)?.macros ?? new MacroTable();
  const snippets = readAll(ofSnippets.map((path) => ({ path, isOwn: false })));
  // A file that some module has and nobody fetched. In the project's own files it leaves a gap where it is included.
  const lost = all
    .filter((one) => !own.includes(one))
    .flatMap(({ tree }) => tree.missingIncludes)
    .at(0);
  if (lost) {
    const { file, start } = lost.span;
    absent.push(`the file ${lost.name} (included at ${file.path}:${file.position(start).line})`);
  }
  const standOn = own.flatMap(({ tree }) =>
    tree.statements.flatMap((one) =>
      one.kind === 'included-tree' ? (includedTree(facts, board, one.name) ?? []) : [],
    ),
  );
  const { path, isOwn } = files[0]!;
  const name = isOwn ? workspace.shown(path) : path;
  return { name, key, parsed, own, snippets, macros, shieldFolders, missing: absent.at(0), standOn };
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
  devicetrees: SdkDevicetrees | undefined,
  { shields = [], snippets = [], revision }: BoardInputs,
  name: string,
): AddedFiles {
  const stems = (devicetrees?.board(name)?.names ?? [name]).flatMap((one) => boardStems({ name: one, revision }));
  const ofShields = shields.map((shield) => devicetrees?.shield(shield, stems));
  const ofSnippets = snippets.map((snippet) => devicetrees?.snippet(snippet, name));
  return {
    ofShields: ofShields.flatMap((one) => one?.overlays ?? []),
    ofSnippets: ofSnippets.flatMap((one) => one ?? []),
    folders: ofShields.flatMap((one) => one?.folder ?? []),
    found: [...ofShields, ...ofSnippets].map((one) => one !== undefined),
  };
}

/** What was read for boards. */
interface Cache {
  readonly sources: Map<string, BoardSources>;
  /** The first file of a board of the SDK, by itself. */
  readonly first: Map<string, ParsedDevicetree | undefined>;
}

function cacheOf(facts: SdkFacts, where: SdkFacts | Workspace): Cache {
  let places = caches.get(facts);
  if (!places) caches.set(facts, (places = new WeakMap()));
  let cache = places.get(where);
  if (!cache) places.set(where, (cache = { sources: new Map(), first: new Map() }));
  return cache;
}

const caches = new WeakMap<SdkFacts, WeakMap<SdkFacts | Workspace, Cache>>();
