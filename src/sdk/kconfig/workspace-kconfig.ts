import type { Devicetree } from '../../model/devicetree/devicetree.ts';
import { kconfigTree } from '../../model/kconfig-tree/build.ts';
import { devicetreeFunctions } from '../../model/kconfig-tree/devicetree-functions.ts';
import { type PackedTree, packed, unpacked } from '../../model/kconfig-tree/packed.ts';
import type { Environment, Missing } from '../../model/kconfig-tree/preprocess.ts';
import { FileSources, type GivenFiles } from '../../model/kconfig-tree/sources.ts';
import type { KconfigTree } from '../../model/kconfig-tree/tree.ts';
import type { FileSystem } from '../../text/file-system.ts';
import { fnv1a } from '../../text/fnv1a.ts';
import { noLooks } from '../../text/looks.ts';
import type { KeptOfSdk } from '../kept.ts';
import { type BindingScan, keptScan, scanBindings } from './binding-scan.ts';
import {
  boardFiles,
  devicetreeSymbols,
  type Enabled,
  enabledSymbol,
  hardwareFiles,
  type KconfigModule,
  moduleSymbol,
  modulesFile,
  sysbuildModulesFile,
  variableOf,
} from './generated.ts';
import { hardwareFolders } from './hardware-folders.ts';

/** An image, as far as its Kconfig tree depends on it. */
export interface ImageBuild {
  /** The first Kconfig file: the image's own, or `zephyr/Kconfig`. */
  readonly root: string;
  readonly folder: string;
  /** That of the application beside which it is built. */
  readonly applicationFolder?: string;
  /** "nrf52840dk_nrf52840"; in hardware model v2 "nrf52840dk", without its qualifiers. */
  readonly board: string;
  readonly boardFolder: string;
  readonly hardware: HardwareModel;
  readonly boardRevision: string;
  readonly shields: readonly string[];
  readonly devicetree: Devicetree;
  /** Kconfig files of the project, which are none of the workspace. */
  readonly own?: ProjectFiles;
}

/** In v1 the architecture of the board, "arm"; in v2 the qualifiers of the target, "nrf5340/cpuapp/ns". */
export type HardwareModel =
  | { readonly model: 'v1'; readonly architecture: string }
  | { readonly model: 'v2'; readonly qualifiers: string };

/** Files of a project. */
export interface ProjectFiles extends Required<Omit<GivenFiles, 'file'>> {
  /** Whether a path is one of theirs. */
  has(path: string): boolean;
}

/** A tree, and all that it rests on besides the files of the workspace. */
interface KeptTree extends Answers {
  readonly tree: KconfigTree;
}

interface Answers {
  readonly root: string;
  /** What the build generates from modules and hardware. */
  readonly generated: string;
  /** Those with a symbol of their own, each with what it says. */
  readonly enabled: readonly string[];
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
  readonly #files: FileSystem;
  readonly #kept: KeptOfSdk | undefined;
  /** Those used last, the latest first. */
  #trees: readonly KeptTree[] = [];
  readonly #generatedFiles = new Map<HardwareModel['model'], GeneratedFiles>();
  /** Made, and not found. */
  #count = 0;
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
    this.#files = files;
    this.#kept = kept;
  }

  /**
   * The tree of one image, with the environment of `zephyr/cmake/modules/kconfig.cmake:124` (2.4.0). Images and
   * configurations share one where all that it asks for has the same answers.
   */
  tree(image: ImageBuild): KconfigTree {
    const bindings = this.#bindings(image);
    const environment = this.#environment(image, bindings);
    const enabled = bindings.compatibles.map((one): Enabled => [one, environment.call('dt_compat_enabled', [one])!]);
    const answers = enabled.map(([one, answer]) => `${one} ${answerText(answer)}`);
    const kept =
      this.#trees.find((one) => this.#isSame(one, image, answers, environment)) ??
      this.#ofEarlierRun(image, answers, environment) ??
      this.#make(image, enabled, answers, environment);
    this.#trees = [kept, ...this.#trees.filter((one) => one !== kept)].slice(0, MOST_TREES);
    return kept.tree;
  }

  #make(
    image: ImageBuild,
    compatibles: readonly Enabled[],
    enabled: readonly string[],
    environment: Environment,
  ): KeptTree {
    const { root, own } = image;
    const { texts: others, key } = this.#generatedFor(image.hardware);
    const generated = new Map([...others, ...boardFiles(this.#boardFiles(image), image)]);
    const ofDevicetree = { path: `${this.#generated}/Kconfig.dts`, file: devicetreeSymbols(compatibles) };
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
          file: (path) => (path === ofDevicetree.path ? ofDevicetree.file : undefined),
          get(path) {
            if (!own?.has(path)) return generated.get(path);
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
      generated: key,
      enabled,
      variables: [...variables],
      calls: [...calls.values()],
      own: [...texts],
      listed: [...listed],
    };
    if (this.#kept && this.#count++ < MOST_KEPT) {
      const { numbers, ...content } = packed(tree);
      this.#kept.keep(nameOf(image), looks, { content: content satisfies Texts, answers, numbers });
    }
    return { ...answers, tree };
  }

  #ofEarlierRun(image: ImageBuild, enabled: readonly string[], environment: Environment): KeptTree | undefined {
    const found = this.#kept?.find<Texts, Answers>(nameOf(image), (answers) =>
      this.#isSame(answers, image, enabled, environment),
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

  /** Whether a tree is that of another image, too. */
  #isSame(kept: Answers, image: ImageBuild, enabled: readonly string[], environment: Environment): boolean {
    return kept.generated === this.#generatedFor(image.hardware).key && isSame(kept, image, enabled, environment);
  }

  /** Of all images with this model. */
  #generatedFor({ model }: HardwareModel): GeneratedFiles {
    let files = this.#generatedFiles.get(model);
    if (!files) {
      const shields = `${this.#root}/nrf/boards/shields/*`;
      const texts = [
        ['Kconfig.modules', modulesFile(this.#modules)] as const,
        ['Kconfig.sysbuild.modules', sysbuildModulesFile(this.#modules)] as const,
        ['Kconfig.shield', `osource "${shields}/Kconfig.shield"\n`] as const,
        ['Kconfig.shield.defconfig', `osource "${shields}/Kconfig.defconfig"\n`] as const,
        ...(model === 'v2' ? hardwareFiles(hardwareFolders(this.#files, `${this.#root}/zephyr`, this.#kept)) : []),
      ].map(([name, text]) => [`${this.#generated}/${name}`, text] as const);
      files = { texts, key: fnv1a(texts.join('\n')) };
      this.#generatedFiles.set(model, files);
    }
    return files;
  }

  /** Where no file of the disk is. */
  get #generated(): string {
    return `${this.#root}/<generated>`;
  }

  /** A folder for each board: the trees of two boards differ in it. */
  #boardFiles({ boardFolder, boardRevision }: ImageBuild): string {
    return `${this.#generated}/boards${boardFolder}@${boardRevision}`;
  }

  #hasVersion({ folder, own }: ImageBuild): boolean {
    const path = `${folder}/VERSION`;
    return own?.get(path) !== undefined || this.#files.stat(path)?.kind === 'file';
  }

  #environment(image: ImageBuild, { compatibles, busesOf }: BindingScan): Environment {
    const functions = devicetreeFunctions(image.devicetree, busesOf);
    const variables = new Map<string, string>([
      ['srctree', `${this.#root}/zephyr`],
      ['ZEPHYR_BASE', `${this.#root}/zephyr`],
      ...hardwareVariables(image.hardware),
      ['ARCH_DIR', `${this.#root}/zephyr/arch`],
      ['BOARD', image.board],
      ['BOARD_DIR', image.boardFolder],
      ['KCONFIG_BOARD_DIR', this.#boardFiles(image)],
      ['BOARD_REVISION', image.boardRevision],
      ['APPLICATION_SOURCE_DIR', image.folder],
      // zephyr/cmake/modules/kconfig.cmake (zephyr 0080ad1e)
      ['APP_DIR', image.applicationFolder ?? image.folder],
      ['KCONFIG_BINARY_DIR', this.#generated],
      ['TOOLCHAIN_KCONFIG_DIR', `${this.#generated}/toolchain`],
      ['ZEPHYR_TOOLCHAIN_VARIANT', 'zephyr'],
      ['TOOLCHAIN_HAS_NEWLIB', 'y'],
      ...this.#modules.flatMap(({ name, folder }): [string, string][] =>
        folder === undefined ? [] : [[moduleSymbol(name).concat('_DIR'), folder]],
      ),
      // nrf/modules/modules.cmake:19-37 (2.7.0-rc3)
      ...this.#modules.flatMap(({ name, folder }): [string, string][] =>
        folder === undefined || name !== MEMFAULT
          ? []
          : [['NCS_MEMFAULT_FIRMWARE_SDK_KCONFIG', `${this.#root}/nrf/modules/${MEMFAULT}/Kconfig`]],
      ),
    ]);
    let byVariable: ReadonlyMap<string, string> | undefined;
    const compatible = (name: string): string | undefined => {
      if (!name.startsWith(variableOf(''))) return undefined;
      byVariable ??= new Map(compatibles.map((one) => [variableOf(one), one]));
      return byVariable.get(name);
    };
    return {
      variable: (name) =>
        variables.get(name) ?? compatible(name) ?? (this.#hasVersion(image) ? OF_VERSION.get(name) : undefined),
      call: (name, given) => {
        const [first = '', second = '', third] = given;
        switch (name) {
          case 'shields_list_contains':
            return image.shields.includes(first) ? 'y' : 'n';
          case 'normalize_upper':
            return first.replace(/[^a-zA-Z0-9_]/g, '_').toUpperCase();
          case 'substring':
            return first.slice(Number(second), third === undefined ? undefined : Number(third));
          default:
            return functions(name, given);
        }
      },
    };
  }
}

/** What the build generates besides `Kconfig.dts`. */
interface GeneratedFiles {
  readonly texts: readonly (readonly [path: string, text: string])[];
  /** Stands for all of them. */
  readonly key: string;
}

/** zephyr/cmake/modules/kconfig.cmake:127-177 (2.7.0-rc3) */
const hardwareVariables = (hardware: HardwareModel): [string, string][] =>
  hardware.model === 'v1'
    ? [['ARCH', hardware.architecture]]
    : [
        ['ARCH', '*'],
        ['HWM_SCHEME', 'v2'],
        ['BOARD_QUALIFIERS', hardware.qualifiers === '' ? '' : `/${hardware.qualifiers}`],
        ['TOOLCHAIN_HAS_PICOLIBC', 'y'],
        ['HIDE_CHILD_PARENT_CONFIG', 'True'],
      ];

/** Made by CMake from the application's VERSION; zephyr/cmake/modules/version.cmake (2.7.0-rc3). */
const OF_VERSION: ReadonlyMap<string, Missing> = new Map(
  ['APPVERSION', 'APP_VERSION_EXTENDED_STRING', 'APP_VERSION_TWEAK_STRING'].map((name) => [
    name,
    { missing: "the application's VERSION" },
  ]),
);

function isSame(kept: Answers, image: ImageBuild, enabled: readonly string[], environment: Environment): boolean {
  if (kept.root !== image.root || !isEqual(kept.enabled, enabled)) return false;
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
const nameOf = ({ root, board, boardFolder, hardware, boardRevision, shields }: ImageBuild): string =>
  JSON.stringify([root, board, boardFolder, hardware, boardRevision, shields]);

const answerText = (answer: string | Missing | undefined): string | undefined =>
  typeof answer === 'object' ? `missing ${answer.missing}` : answer;

const MEMFAULT = 'memfault-firmware-sdk';
/** One is some 12 MB. */
const MOST_TREES = 12;
/** More of one run would only push each other out of where they are kept. */
const MOST_KEPT = 40;
