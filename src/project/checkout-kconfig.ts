import type { Origin } from '../diagnostic/origin.ts';
import type { Devicetree } from '../model/devicetree/devicetree.ts';
import type { AssignmentIn, KconfigView } from '../model/kconfig/evaluate.ts';
import { evaluatedView } from '../model/kconfig/evaluated-view.ts';
import type { Place } from '../model/kconfig-tree/symbols.ts';
import type { SdkBoard } from '../model/sdk-facts.ts';
import type { Checkout } from '../sdk/checkout.ts';
import { checkoutTrees } from '../sdk/kconfig/checkout-trees.ts';
import type { ProjectFiles } from '../sdk/kconfig/workspace-kconfig.ts';
import { below, folderOf } from '../text/paths.ts';
import { versionNumber } from './sdk-version.ts';
import type { Workspace } from './workspace.ts';

/** Where the files of a board lie: in the SDK, relative to its workspace, or in the project. */
export interface KconfigBoard extends Pick<SdkBoard, 'folder' | 'architecture'> {
  readonly isOwn: boolean;
}

/** An image whose Kconfig files are there. */
export interface ImageKconfig {
  readonly workspace: Workspace;
  readonly name: string;
  /** Of the application. */
  readonly root: string;
  /** The source folder of an image of the SDK, relative to its workspace; undefined for the application. */
  readonly folder: string | undefined;
  /** As in file names. */
  readonly board: string;
  readonly of: KconfigBoard;
  readonly revision: string | undefined;
  readonly shields: readonly string[];
  readonly assignments: readonly AssignmentIn[];
  readonly devicetree: Devicetree;
}

/**
 * The Kconfig of an image, evaluated with the files of an SDK that is there; undefined where they do not tell: for
 * versions whose boards have several targets each, and where files of the project are missing.
 */
export function checkoutKconfig(checkout: Checkout, wanted: ImageKconfig): KconfigView | undefined {
  const { workspace, name, board, of, assignments, devicetree } = wanted;
  const version = versionNumber(checkout.version);
  if (!checkout.hasZephyr || version === undefined || version >= FIRST_OTHER_BOARDS) return undefined;
  const trees = checkoutTrees(checkout);
  const project = new ProjectFolder(workspace, checkout, wanted.root, of.isOwn ? of.folder : undefined);
  const folder = wanted.folder === undefined ? project.at : `/${wanted.folder}`;
  const own = `${folder}/Kconfig`;
  const hasOwn =
    wanted.folder === undefined ? project.get(own) !== undefined : checkout.files.stat(own)?.kind === 'file';
  const tree = () =>
    trees.kconfig.tree({
      root: hasOwn ? own : '/zephyr/Kconfig',
      folder,
      board,
      boardFolder: project.board ?? `/${of.folder}`,
      hardware: { model: 'v1', architecture: of.architecture },
      boardRevision: wanted.revision ?? '',
      shields: wanted.shields,
      devicetree,
      own: project,
    });
  // What is not there of the project may say anything.
  if (tree().gaps.some(({ at: { path } }) => project.has(path))) return undefined;
  return evaluatedView({
    image: name,
    tree,
    assignments,
    devicetree,
    isOpen: trees.isOpen,
    originOf: (place) => project.originOf(place) ?? sdkOrigin(checkout, place),
    compatibleOf: (symbol) => trees.kconfig.compatibleOf(symbol),
    definition: trees.definition,
  });
}

/** Hardware model v2 came with 2.7, and with it another environment for Kconfig. */
const FIRST_OTHER_BOARDS = versionNumber('2.7')!;

/** What the build generates has no line that anybody knows. */
function sdkOrigin({ version }: Checkout, { path, line }: Place): Origin | undefined {
  const inside = path.slice(1);
  return inside.startsWith('<') ? undefined : { kind: 'sdk', sdk: version, path: inside, line };
}

/**
 * The files of an application, and of a board of the project, for Kconfig: at their place where they lie in the SDK's
 * workspace, else at none of its.
 */
class ProjectFolder implements ProjectFiles {
  /** The folder of the application. */
  readonly at: string;
  /** That of the board. */
  readonly board: string | undefined;
  readonly #roots: readonly string[];
  readonly #workspace: Workspace;
  /** What stands before the paths of the workspace, and before those of Kconfig. */
  readonly #outside: string;
  readonly #inside: string;

  constructor(workspace: Workspace, { folder }: Checkout, root: string, board: string | undefined) {
    const inside = below(folder, root);
    this.#workspace = workspace;
    this.#outside = inside === undefined ? '' : folder;
    this.#inside = inside === undefined ? (root.startsWith('/') ? '/<project>' : '/<project>/') : '';
    this.at = this.#inside + root.slice(this.#outside.length);
    this.board = board === undefined ? undefined : this.#inside + board.slice(this.#outside.length);
    this.#roots = inside === undefined ? ['/<project>/'] : [this.at, this.board ?? this.at].map((one) => `${one}/`);
  }

  has(path: string): boolean {
    return this.#roots.some((root) => path.startsWith(root));
  }

  get(path: string): string | undefined {
    const own = this.#pathOf(path);
    return own !== undefined && this.#workspace.isFile(own) ? this.#workspace.source(own)?.text : undefined;
  }

  list(folder: string): readonly string[] | undefined {
    const own = this.#pathOf(`${folder}/`);
    return own === undefined ? undefined : this.#workspace.list(own.slice(0, -1)).map(({ name }) => name);
  }

  isHidden(pattern: string): boolean {
    const own = this.#pathOf(pattern);
    return own !== undefined && !this.#workspace.has(folderOf(own));
  }

  originOf({ path, line }: Place): Origin | undefined {
    const own = this.#pathOf(path);
    const source = own === undefined ? undefined : this.#workspace.source(own);
    if (!source) return undefined;
    const start = source.lineStart(line);
    return { kind: 'project', span: source.span(start, start + source.line(line).length) };
  }

  #pathOf(path: string): string | undefined {
    return this.has(path) ? this.#outside + path.slice(this.#inside.length) : undefined;
  }
}
