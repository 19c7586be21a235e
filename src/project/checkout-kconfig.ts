import type { Origin } from '../diagnostic/origin.ts';
import type { Devicetree } from '../model/devicetree/devicetree.ts';
import type { AssignmentIn, KconfigView } from '../model/kconfig/evaluate.ts';
import { evaluatedView } from '../model/kconfig/evaluated-view.ts';
import type { Place } from '../model/kconfig-tree/symbols.ts';
import type { Checkout } from '../sdk/checkout.ts';
import { checkoutTrees } from '../sdk/kconfig/checkout-trees.ts';
import type { HardwareModel, ProjectFiles } from '../sdk/kconfig/workspace-kconfig.ts';
import { below, folderOf } from '../text/paths.ts';
import { versionNumber } from './sdk-version.ts';
import type { Workspace } from './workspace.ts';

/** A board, as Kconfig sees it. */
export interface KconfigBoard {
  readonly folder: KconfigFolder;
  /** "nrf52840dk_nrf52840"; in hardware model v2 "nrf52840dk", without its qualifiers. */
  readonly name: string;
  readonly hardware: HardwareModel;
  readonly revision: string | undefined;
}

/** A folder of the SDK, relative to its workspace, or one of the project. */
export interface KconfigFolder {
  readonly path: string;
  readonly isOwn: boolean;
}

/** An image whose Kconfig files are there. */
export interface ImageKconfig {
  readonly workspace: Workspace;
  readonly name: string;
  /** Of the application. */
  readonly root: string;
  /** With the sources of the image. */
  readonly folder: KconfigFolder;
  /** The project's file to begin with; where it is not given the `Kconfig` of the folder, else Zephyr's. */
  readonly first?: string | undefined;
  /** `SB_CONFIG_` for sysbuild's own; `CONFIG_` when not given. */
  readonly prefix?: string;
  readonly board: KconfigBoard;
  readonly shields: readonly string[];
  readonly assignments: readonly AssignmentIn[];
  /** Symbols that something else may assign, each with what is missing. */
  readonly undecided: ReadonlyMap<string, string>;
  readonly devicetree: Devicetree;
  /** Whether a module that is not there may define a symbol; any may when not given. */
  readonly isOpen?: (symbol: string) => boolean;
}

/**
 * The Kconfig of an image, evaluated with the files of an SDK that is there; undefined where they do not tell: where files of
 * the project are missing, for a board of the other hardware model, and for one that the files do not find.
 */
export function checkoutKconfig(checkout: Checkout, wanted: ImageKconfig): KconfigView | undefined {
  const { workspace, name, board, assignments, undecided, devicetree } = wanted;
  if (!checkout.hasZephyr || !fitsVersion(checkout, board)) return undefined;
  const trees = checkoutTrees(checkout);
  const folders = [board.folder, wanted.folder].flatMap(({ path, isOwn }) => (isOwn ? [path] : []));
  const project = new ProjectFolder(workspace, checkout, [wanted.root, ...folders]);
  const at = ({ path, isOwn }: KconfigFolder): string => (isOwn ? project.at(path) : `/${path}`);
  const folder = at(wanted.folder);
  const own = wanted.first === undefined ? `${folder}/Kconfig` : project.at(wanted.first);
  const hasOwn = project.has(own) ? project.get(own) !== undefined : checkout.files.stat(own)?.kind === 'file';
  const tree = () =>
    trees.kconfig.tree({
      root: hasOwn ? own : '/zephyr/Kconfig',
      folder,
      applicationFolder: project.at(wanted.root),
      board: board.name,
      boardFolder: at(board.folder),
      hardware: board.hardware,
      boardRevision: board.revision ?? '',
      shields: wanted.shields,
      devicetree,
      own: project,
    });
  const { gaps, files } = tree();
  // What is not there of the project may say anything.
  if (gaps.some(({ at: { path } }) => project.has(path))) return undefined;
  // What says which SoC it is; a later SDK may look for it in another way.
  if (board.hardware.model === 'v2' && !files.includes(`${at(board.folder)}/Kconfig.${board.name}`)) return undefined;
  return evaluatedView({
    image: name,
    ...(wanted.prefix === undefined ? {} : { prefix: wanted.prefix }),
    tree,
    assignments,
    undecided,
    devicetree,
    isOpen: (symbol) => (wanted.isOpen?.(symbol) ?? true) && trees.isOpen(symbol),
    originOf: (place) => project.originOf(place) ?? sdkOrigin(checkout, place),
    compatibleOf: (symbol) => trees.kconfig.compatibleOf(symbol),
    definition: trees.definition,
  });
}

/** Hardware model v2 came with 2.7, and with it another environment for Kconfig. */
function fitsVersion({ version }: Checkout, { hardware }: KconfigBoard): boolean {
  const number = versionNumber(version);
  return number !== undefined && number >= versionNumber('2.7')! === (hardware.model === 'v2');
}

/** What the build generates has no line that anybody knows. */
function sdkOrigin({ version }: Checkout, { path, line }: Place): Origin | undefined {
  const inside = path.slice(1);
  return inside.startsWith('<') ? undefined : { kind: 'sdk', sdk: version, path: inside, line };
}

/**
 * The files of an application, and of a board and an image of the project, for Kconfig: at their place where they lie in the
 * SDK's workspace, else at none of its.
 */
class ProjectFolder implements ProjectFiles {
  readonly #roots: readonly string[];
  readonly #workspace: Workspace;
  /** What stands before the paths of the workspace, and before those of Kconfig. */
  readonly #outside: string;
  readonly #inside: string;

  /** `folders` are those of the application, then those of others. */
  constructor(workspace: Workspace, { folder }: Checkout, folders: readonly [root: string, ...others: string[]]) {
    const [root] = folders;
    const inside = below(folder, root);
    this.#workspace = workspace;
    this.#outside = inside === undefined ? '' : folder;
    this.#inside = inside === undefined ? (root.startsWith('/') ? '/<project>' : '/<project>/') : '';
    this.#roots = inside === undefined ? ['/<project>/'] : folders.map((one) => `${this.at(one)}/`);
  }

  /** A path of the project, for Kconfig. */
  at(path: string): string {
    return this.#inside + path.slice(this.#outside.length);
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
