import type { Origin } from '../diagnostic/origin.ts';
import type { BoardDefinitions } from '../model/kconfig/board-symbols.ts';
import type { SdkFacts, SymbolFacts } from '../model/sdk-facts.ts';
import { boardSymbol } from '../model/sysbuild/board-symbols.ts';
import type { KconfigDefinition } from '../syntax/kconfig-language/definition.ts';
import { kconfigLanguage } from '../syntax/kconfig-language.ts';
import { folderOf, join } from '../text/paths.ts';
import type { SourceFile } from '../text/source.ts';
import { wellKnownBoards } from './board-names.ts';
import { boardParts, type NamedBoard } from './compose/file-names.ts';
import { lineSpan } from './kconfig-line.ts';
import { type OwnBoard, ownBoard } from './own-board.ts';
import { perWorkspace } from './per-workspace.ts';
import { projectBoards } from './project-boards.ts';
import type { Workspace } from './workspace.ts';

/** What a board of the project says in the Kconfig language. */
export interface BoardKconfig extends BoardDefinitions {
  /** The line of the project that a definition names. */
  readonly originOf: (at: string) => Origin | undefined;
  /** What its files source that cannot be read; undefined where all of it was. */
  readonly open: string | undefined;
}

/** Undefined for a board of the SDK. */
export function boardKconfig(
  workspace: Workspace,
  root: string,
  target: NamedBoard,
  facts: SdkFacts | undefined,
): BoardKconfig | undefined {
  const own = ownBoard(workspace, root, target);
  if (!own) return undefined;
  const names = projectBoards(workspace, root).flatMap((board) => [...board.names, board.name]);
  return { ...filesOf(workspace, own), identity: identityOf(own, target.name, names, facts) };
}

function filesOf(workspace: Workspace, { kconfig, board: { folder } }: OwnBoard): Omit<BoardKconfig, 'identity'> {
  return read(workspace, [folder, ...kconfig].join('\n'));
}

/** Those of one folder: the targets of a board share them. */
const read = perWorkspace((workspace, key: string): Omit<BoardKconfig, 'identity'> => {
  const [folder, ...files] = key.split('\n');
  const definitions: KconfigDefinition[] = [];
  const sources = new Map<string, SourceFile>();
  let open: string | undefined;
  const visit = (path: string, depth: number): void => {
    const source = workspace.source(path);
    if (!source || depth > DEPTH || sources.has(source.path)) return;
    sources.set(source.path, source);
    for (const entry of workspace.parsed(path, kconfigLanguage) ?? []) {
      if (entry.kind === 'definition') definitions.push(entry.definition);
      else {
        const written = entry.path.replace(/^\$[({]BOARD_DIR[)}]/, () => folder!);
        const target = entry.relative ? join(folderOf(path), written) : written;
        if (workspace.isFile(target)) visit(target, depth + 1);
        else if (!entry.optional) open ??= `${entry.path}, which ${workspace.shown(path)} includes`;
      }
    }
  };
  for (const path of files) visit(path, 0);
  const originOf = (at: string): Origin | undefined => {
    const span = lineSpan(sources, at);
    return span && { kind: 'project', span };
  };
  return { definitions, originOf, open };
});

/** Files that include each other are followed so far. */
const DEPTH = 8;

/**
 * `BOARD_MY_BOARD` is y for its own target, n for others; in hardware model v1 it is one of a choice, in v2 the name of the
 * board alone is y, too, and so is what its SoC is called
 * (zephyr/boards/Kconfig:43-48 (2.4.0), zephyr/boards/Kconfig.v2:5-19 (2.7.0)).
 */
function identityOf(
  { board: { model, name: ownName } }: OwnBoard,
  target: string,
  names: readonly string[],
  facts: SdkFacts | undefined,
): BoardDefinitions['identity'] {
  const { board, soc, qualifiers } = boardParts(target);
  const symbols = new Set([...names, ...wellKnownBoards].map(symbolOf));
  const own = new Set([target, ...(model === 2 ? [ownName] : [])].map(symbolOf));
  const choice = model === 1 ? facts?.symbol('BOARD_NRF52840DK_NRF52840', 'app')?.choice : undefined;
  return (name): SymbolFacts | undefined => {
    if (model === 2 && soc !== undefined && name.startsWith('SOC_'))
      return boardSymbol(name, { name: target, board, soc, qualifiers });
    const isIt = own.has(name);
    // In the choice of the SDK its own boards are members already.
    if (!isIt && (!symbols.has(name) || facts?.symbol(name, 'app'))) return undefined;
    return {
      type: 'bool',
      ...(choice === undefined ? { prompt: 'n' } : { choice }),
      defaults: isIt ? [{ value: 'y', at: '' }] : [],
      complete: true,
      at: '',
    };
  };
}

const symbolOf = (name: string): string => `BOARD_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
