import type { Origin } from '../diagnostic/origin.ts';
import type { AssignmentIn, KconfigView } from '../model/kconfig/evaluate.ts';
import type { SdkFacts } from '../model/sdk-facts.ts';
import { type SysbuildInput, sysbuildView } from '../model/sysbuild/view.ts';
import { kconfigFragment } from '../syntax/kconfig-fragment.ts';
import type { KconfigDefinition } from '../syntax/kconfig-language/definition.ts';
import { type KconfigEntry, kconfigLanguage } from '../syntax/kconfig-language.ts';
import { folderOf, join } from '../text/paths.ts';
import type { SourceFile } from '../text/source.ts';
import type { SysbuildFiles } from './compose/composition.ts';
import { boardParts } from './compose/file-names.ts';
import type { Workspace } from './workspace.ts';

/**
 * The `SB_CONFIG_` symbols of a composed build. `board` as in file names; undefined while nobody knows it. `open` is what
 * else may set symbols, as a noun phrase, such as snippets.
 */
export function evaluateSysbuild(
  workspace: Workspace,
  files: SysbuildFiles,
  board: string | undefined,
  sdk: SdkFacts | undefined,
  open?: string,
): KconfigView {
  const own = ownKconfig(workspace, files.kconfig?.path);
  const parts = board === undefined ? undefined : boardParts(board);
  return sysbuildView({
    assignments: assignmentsOf(workspace, files),
    own,
    facts: sdk?.sysbuild && { ...sdk.sysbuild, version: sdk.version, source: sdk.source },
    board:
      parts?.soc === undefined
        ? undefined
        : { name: board!, board: parts.board, soc: parts.soc, qualifiers: parts.qualifiers },
    open: open ?? own.open,
  });
}

/** A `sysbuild.conf`. */
export const sysbuildFragment = (source: SourceFile): ReturnType<typeof kconfigFragment> =>
  kconfigFragment(source, 'SB_CONFIG_');

function assignmentsOf(workspace: Workspace, files: SysbuildFiles): readonly AssignmentIn[] {
  const bare = (symbol: string): string => symbol.replace(/^SB_CONFIG_/, '');
  return [
    ...files.fragments.flatMap(({ path }) =>
      (workspace.parsed(path, sysbuildFragment)?.tree.assignments ?? []).map(
        ({ symbol, value, span }): AssignmentIn => ({ symbol: bare(symbol), value, origin: { kind: 'project', span } }),
      ),
    ),
    ...files.assignments.map(
      ({ symbol, value, text }): AssignmentIn => ({ symbol: bare(symbol), value, origin: { kind: 'argument', text } }),
    ),
  ];
}

/** The application's own Kconfig: what stands before it sources Zephyr's goes before every default of the SDK. */
function ownKconfig(
  workspace: Workspace,
  path: string | undefined,
): SysbuildInput['own'] & { readonly open: string | undefined } {
  const before: KconfigDefinition[] = [];
  const after: KconfigDefinition[] = [];
  const sources = new Map<string, SourceFile>();
  let list = before;
  let open: string | undefined;
  const read = (at: string, depth: number): void => {
    const source = workspace.source(at);
    if (!source || depth > DEPTH) return;
    sources.set(source.path, source);
    for (const entry of workspace.parsed(at, kconfigLanguage) ?? []) {
      if (entry.kind === 'definition') list.push(entry.definition);
      else if (/share\/sysbuild\/Kconfig$/.test(entry.path)) list = after;
      else sourced(entry, at, depth);
    }
  };
  const sourced = (entry: KconfigEntry & { kind: 'source' }, at: string, depth: number): void => {
    const target = join(folderOf(entry.relative ? at : path!), entry.path.replace(/^\$[({]APP_DIR[)}]\//, ''));
    if (workspace.isFile(target)) read(target, depth + 1);
    else if (!entry.optional) open ??= `${entry.path}, which ${workspace.shown(at)} includes`;
  };
  if (path !== undefined) read(path, 0);
  return { before, after, open, originOf: (at) => lineOrigin(sources, at) };
}

/** Files that include each other are followed so far. */
const DEPTH = 8;

function lineOrigin(sources: ReadonlyMap<string, SourceFile>, at: string): Origin | undefined {
  const colon = at.lastIndexOf(':');
  const source = sources.get(at.slice(0, colon));
  if (!source) return undefined;
  const line = Number(at.slice(colon + 1));
  const start = source.lineStart(line) + /^\s*/.exec(source.line(line))![0].length;
  return { kind: 'project', span: source.span(start, source.lineStart(line) + source.line(line).trimEnd().length) };
}
