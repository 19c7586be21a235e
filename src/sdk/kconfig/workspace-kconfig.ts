import type { Devicetree } from '../../model/devicetree/devicetree.ts';
import { kconfigTree } from '../../model/kconfig-tree/build.ts';
import { devicetreeFunctions } from '../../model/kconfig-tree/devicetree-functions.ts';
import { type PackedTree, packed, unpacked } from '../../model/kconfig-tree/packed.ts';
import type { Environment, Missing } from '../../model/kconfig-tree/preprocess.ts';
import { FileSources, type GivenFiles } from '../../model/kconfig-tree/sources.ts';
import type { KconfigTree } from '../../model/kconfig-tree/tree.ts';
import type { FileSystem } from '../../text/file-system.ts';
import { noLooks } from '../../text/looks.ts';
import type { KeptOfSdk } from '../kept.ts';
import { type BindingScan, keptScan, scanBindings } from './binding-scan.ts';
import { devicetreeFile, enabledSymbol, type KconfigModule, moduleSymbol, modulesFile } from './generated.ts';

/** An image, as far as its Kconfig tree depends on it. */
export interface ImageBuild {
  /** The first Kconfig file: the image's own, or `zephyr/Kconfig`. */
  readonly root: string;
  readonly folder: string;
  readonly board: string;
  readonly boardFolder: string;
  /** "arm" */
  readonly architecture: string;
  readonly boardRevision: string;
  readonly shields: readonly string[];
  readonly devicetree: Devicetree;
  /** Kconfig files of the project, which are none of the workspace. */
  readonly own?: ProjectFiles;
}

/** Files of a project. */
export interface ProjectFiles extends Required<GivenFiles> {
  /** How all their paths begin. */
  readonly root: string;
}

/** A tree, and all that it rests on besides the files of the workspace. */
interface KeptTree extends Answers {
  readonly tree: KconfigTree;
}

interface Answers {
  readonly root: string;
  /** `Kconfig.modules` */
  readonly modules: string;
  readonly compatibles: readonly string[];
  readonly variables: readonly (readonly [name: string, value: string | undefined])[];
  readonly calls: readonly Call[];
  readonly own: readonly (readonly [path: string, text: string | undefined])[];
  readonly listed: readonly (readonly [folder: string, names: readonly string[]])[];
}

/** What is kept of a tree besides its numbers. */
type Texts = Omit<PackedTree, 'numbers'>;

interface Call {
  readonly name: string;
  readonly given: readonly string[];
  readonly answer: string | undefined;
}

/** The Kconfig of a west workspace with Zephyr in it. Files, listings and bindings are read once for all images. */
export class WorkspaceKconfig {
  readonly #root: string;
  readonly #sources: FileSources;
  readonly #modules: readonly KconfigModule[];
  readonly #modulesFile: string;
  readonly #files: FileSystem;
  readonly #kept: KeptOfSdk | undefined;
  /** Those used last, the latest first. */
  #trees: readonly KeptTree[] = [];
  #compatibles: ReadonlyMap<string, string> | undefined;
  #scanned: BindingScan | undefined;

  /**
   * `root` is the absolute path of the workspace; empty where the file system has it as its own root. What is `kept` of
   * other runs is used, and kept for them.
   */
  constructor(files: FileSystem, root: string, modules: readonly KconfigModule[], kept?: KeptOfSdk) {
    this.#root = root;
    this.#sources = new FileSources(files);
    this.#modules = modules;
    this.#modulesFile = modulesFile(modules);
    this.#files = files;
    this.#kept = kept;
  }

  /**
   * The tree of one image, with the environment of `zephyr/cmake/modules/kconfig.cmake:124` (2.4.0). Images and
   * configurations share one where all that it asks for has the same answers.
   */
  tree(image: ImageBuild): KconfigTree {
    const { compatibles, busesOf } = this.#bindings(image);
    const environment = this.#environment(image, busesOf);
    const kept =
      this.#trees.find((one) => isSame(one, image, compatibles, environment)) ??
      this.#ofEarlierRun(image, compatibles, environment) ??
      this.#make(image, compatibles, environment);
    this.#trees = [kept, ...this.#trees.filter((one) => one !== kept)].slice(0, MOST_TREES);
    return kept.tree;
  }

  #make(image: ImageBuild, compatibles: readonly string[], environment: Environment): KeptTree {
    const { root, own } = image;
    const shields = `${this.#root}/nrf/boards/shields/*`;
    const generated = new Map([
      [`${this.#generated}/Kconfig.modules`, this.#modulesFile],
      [`${this.#generated}/Kconfig.dts`, devicetreeFile(compatibles)],
      [`${this.#generated}/Kconfig.shield`, `osource "${shields}/Kconfig.shield"\n`],
      [`${this.#generated}/Kconfig.shield.defconfig`, `osource "${shields}/Kconfig.defconfig"\n`],
    ]);
    const variables = new Map<string, string | undefined>();
    const calls = new Map<string, Call>();
    const texts = new Map<string, string | undefined>();
    const listed = new Map<string, readonly string[]>();
    const looks = noLooks();
    const tree = kconfigTree({
      root,
      folder: `${this.#root}/zephyr`,
      sources: this.#sources.with(
        {
          get(path) {
            if (!own || !path.startsWith(own.root)) return generated.get(path);
            const text = own.get(path);
            texts.set(path, text);
            return text;
          },
          list(folder) {
            const names = own?.list(folder);
            if (names) listed.set(folder, names);
            return names;
          },
          isHidden: (pattern) => own?.isHidden(pattern) ?? false,
        },
        this.#kept && looks,
      ),
      environment: {
        variable(name) {
          const answer = environment.variable(name);
          variables.set(name, answerText(answer));
          return answer;
        },
        call(name, given) {
          const answer = environment.call(name, given);
          calls.set(`${name},${given.join(',')}`, { name, given, answer: answerText(answer) });
          return answer;
        },
      },
    });
    const answers = {
      root,
      modules: this.#modulesFile,
      compatibles,
      variables: [...variables],
      calls: [...calls.values()],
      own: [...texts],
      listed: [...listed],
    };
    if (this.#kept) {
      const { numbers, ...content } = packed(tree);
      this.#kept.keep(nameOf(image), looks, { content: content satisfies Texts, answers, numbers });
    }
    return { ...answers, tree };
  }

  #ofEarlierRun(image: ImageBuild, compatibles: readonly string[], environment: Environment): KeptTree | undefined {
    const found = this.#kept?.find<Texts, Answers>(
      nameOf(image),
      (answers) => answers.modules === this.#modulesFile && isSame(answers, image, compatibles, environment),
    );
    return found && { ...found.answers, tree: unpacked({ ...found.content, numbers: found.numbers }) };
  }

  /** What a binding serves, by `DT_HAS_..._ENABLED`. */
  compatibleOf(symbol: string): string | undefined {
    this.#compatibles ??= new Map(this.#ofSdk().compatibles.map((name) => [enabledSymbol(name), name]));
    return this.#compatibles.get(symbol);
  }

  #ofSdk(): BindingScan {
    this.#scanned ??= keptScan(
      this.#files,
      ['zephyr', 'nrf'].map((name) => `${this.#root}/${name}/dts/bindings`),
      this.#kept,
    );
    return this.#scanned;
  }

  /** Those of the SDK, and over them the board's and the application's own. */
  #bindings({ folder, boardFolder }: ImageBuild): BindingScan {
    return scanBindings(this.#files, [`${boardFolder}/dts/bindings`, `${folder}/dts/bindings`], this.#ofSdk());
  }

  /** Where no file of the disk is. */
  get #generated(): string {
    return `${this.#root}/<generated>`;
  }

  #environment(image: ImageBuild, busesOf: BindingScan['busesOf']): Environment {
    const functions = devicetreeFunctions(image.devicetree, busesOf);
    const variables = new Map<string, string>([
      ['srctree', `${this.#root}/zephyr`],
      ['ZEPHYR_BASE', `${this.#root}/zephyr`],
      ['ARCH', image.architecture],
      ['ARCH_DIR', `${this.#root}/zephyr/arch`],
      ['BOARD', image.board],
      ['BOARD_DIR', image.boardFolder],
      ['BOARD_REVISION', image.boardRevision],
      ['APPLICATION_SOURCE_DIR', image.folder],
      ['KCONFIG_BINARY_DIR', this.#generated],
      ['TOOLCHAIN_KCONFIG_DIR', `${this.#generated}/toolchain`],
      ['ZEPHYR_TOOLCHAIN_VARIANT', 'zephyr'],
      ['TOOLCHAIN_HAS_NEWLIB', 'y'],
      ...this.#modules.flatMap(({ name, folder }): [string, string][] =>
        folder === undefined ? [] : [[moduleSymbol(name).concat('_DIR'), folder]],
      ),
    ]);
    return {
      variable: (name) => variables.get(name),
      call: (name, given) => {
        if (name === 'shields_list_contains') return image.shields.includes(given[0] ?? '') ? 'y' : 'n';
        return functions(name, given);
      },
    };
  }
}

/** Whether a tree is that of another image, too. */
function isSame(kept: Answers, image: ImageBuild, compatibles: readonly string[], environment: Environment): boolean {
  if (kept.root !== image.root || !isEqual(kept.compatibles, compatibles)) return false;
  // What is undefined is null in JSON.
  for (const [name, value] of kept.variables)
    if (answerText(environment.variable(name)) !== (value ?? undefined)) return false;
  for (const [path, text] of kept.own) if (image.own?.get(path) !== (text ?? undefined)) return false;
  for (const [folder, names] of kept.listed) if (!isEqual(image.own?.list(folder) ?? [], names)) return false;
  for (const { name, given, answer } of kept.calls)
    if (answerText(environment.call(name, given)) !== answer) return false;
  return true;
}

const isEqual = (one: readonly string[], other: readonly string[]): boolean =>
  one === other || (one.length === other.length && one.every((item, index) => item === other[index]));

/** Of what is kept for an image. */
const nameOf = ({ root, board, boardFolder, boardRevision, shields }: ImageBuild): string =>
  JSON.stringify([root, board, boardFolder, boardRevision, shields]);

const answerText = (answer: string | Missing | undefined): string | undefined =>
  typeof answer === 'object' ? `missing ${answer.missing}` : answer;

/** One is some 12 MB. */
const MOST_TREES = 12;
