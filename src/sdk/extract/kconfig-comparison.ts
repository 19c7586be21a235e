import { evaluateDevicetree } from '../../model/devicetree/evaluate.ts';
import { known } from '../../model/fact.ts';
import { Evaluation } from '../../model/kconfig-tree/evaluation.ts';
import { type Message, messages } from '../../model/kconfig-tree/messages.ts';
import type { Gap, TreeProblem } from '../../model/kconfig-tree/tree.ts';
import { type UserLine, userValues } from '../../model/kconfig-tree/user-values.ts';
import { kconfigFragment } from '../../syntax/kconfig-fragment.ts';
import type { FileSystem } from '../../text/file-system.ts';
import { SourceFile } from '../../text/source.ts';
import { definedElsewhere, isOfHardware } from '../kconfig/defined-names.ts';
import type { KconfigModule } from '../kconfig/generated.ts';
import { WorkspaceKconfig } from '../kconfig/workspace-kconfig.ts';
import { SdkTrees } from './trees.ts';

/** One image of a comparison. */
export interface Scenario {
  readonly board: string;
  /** The first Kconfig file, relative to the workspace. */
  readonly root: string;
  /** Paths relative to the workspace. */
  readonly overlays: readonly string[];
  readonly fragments: readonly { readonly path: string; readonly text: string }[];
}

/** What we make of an image. */
export interface Outcome {
  /** Of every symbol, defined or only mentioned; undefined for an unknown value. */
  readonly values: ReadonlyMap<string, string | undefined>;
  readonly messages: readonly Message[];
  readonly problems: readonly TreeProblem[];
  readonly gaps: readonly Gap[];
  readonly files: number;
}

/** Evaluates images with the Kconfig files of a laid-out SDK, the root of `sdk`. */
export function comparison(
  sdk: FileSystem,
  version: string,
  modules: readonly KconfigModule[],
): (scenario: Scenario) => Outcome {
  const workspace = new WorkspaceKconfig(sdk, '', modules);
  const trees = new SdkTrees(sdk, version);
  const boards = new Map(trees.boards().map((board) => [board.name, board]));
  const elsewhere = definedElsewhere(sdk);
  const absent = modules.filter(({ kconfig, folder }) => kconfig === undefined && folder === undefined);

  return ({ board: name, root, overlays, fragments }) => {
    const board = boards.get(name)!;
    const parsed = trees.parsed([...board.sources, ...overlays], board.folder);
    const layers = parsed.map((source) => ({ kind: 'source', source }) as const);
    const devicetree = evaluateDevicetree(known(name), layers, { includedTree: () => undefined, sdkVersion: version });
    const tree = workspace.tree({
      root: `/${root}`,
      folder: `/${root.slice(0, root.lastIndexOf('/'))}`,
      board: name,
      boardFolder: `/${board.folder}`,
      hardware: { model: 'v1', architecture: 'arm' },
      boardRevision: '',
      shields: [],
      devicetree,
    });
    const user = userValues(tree, fragments.flatMap(linesOf));
    // What no Kconfig file of the workspace defines, for whatever image, may be defined by one that is not there.
    const isOpen = (symbol: string): boolean =>
      absent.length > 0 && /^[A-Z]/.test(symbol) && !isOfHardware(symbol) && !elsewhere.has(symbol);
    const evaluation = new Evaluation(tree, user, isOpen).all();
    const values = new Map([...tree.symbols].map(([key, symbol]) => [key, evaluation.text(symbol)]));
    const { problems } = tree;
    const gaps = [
      ...tree.gaps,
      ...absent.map(({ name }) => ({ missing: name, at: { path: name, line: 1, order: 0 } })),
    ];
    return { values, messages: messages(evaluation), problems, gaps, files: tree.files.length };
  };
}

function linesOf({ path, text }: { readonly path: string; readonly text: string }): UserLine[] {
  const source = new SourceFile(path, text);
  return kconfigFragment(source).tree.assignments.map((assignment) => ({
    symbol: assignment.symbol.slice('CONFIG_'.length),
    text: text.slice(assignment.symbolSpan.end + 1, assignment.span.end),
    isUnset: assignment.unset,
    origin: { kind: 'project', span: assignment.span },
  }));
}
