import type { Devicetree } from '../../model/devicetree/devicetree.ts';
import { kconfigTree, sharedTree, treePart } from '../../model/kconfig-tree/build.ts';
import { devicetreeFunctions } from '../../model/kconfig-tree/devicetree-functions.ts';
import { imageTree } from '../../model/kconfig-tree/image-tree.ts';
import { type PackedTree, packedShared, unpackedShared } from '../../model/kconfig-tree/packed.ts';
import type { Environment, Missing } from '../../model/kconfig-tree/preprocess.ts';
import type { SharedTree } from '../../model/kconfig-tree/shared-tree.ts';
import { FileSources, type GivenFiles } from '../../model/kconfig-tree/sources.ts';
import type { KconfigTree } from '../../model/kconfig-tree/tree.ts';
import type { KconfigFile } from '../../syntax/kconfig-file.ts';
import type { FileSystem } from '../../text/file-system.ts';
import { fnv1a } from '../../text/fnv1a.ts';
import { noLooks } from '../../text/looks.ts';
import type { KeptOfSdk } from '../kept.ts';
import { type BindingScan, keptScan, scanBindings } from './binding-scan.ts';
import {
  boardFiles,
  devicetreeFileOf,
  devicetreeSymbols,
  enabledSymbol,
  hardwareFiles,
  type KconfigModule,
  moduleSymbol,
  modulesFile,
  OWN_BINDINGS,
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

/** A tree that images share. */
interface Shared {
  readonly tree: SharedTree;
  /** What it rests on, by paths: an image that has one of these itself has to read all of it. */
  readonly looks: readonly string[];
}

/** What is kept of it besides its numbers. */
interface KeptShared extends Omit<PackedTree, 'numbers'> {
  readonly looks: readonly string[];
}

/** The Kconfig of a west workspace with Zephyr in it. Files, listings and bindings are read once for all images. */
export class WorkspaceKconfig {
  readonly #root: string;
  readonly #sources: FileSources;
  readonly #modules: readonly KconfigModule[];
  readonly #files: FileSystem;
  readonly #kept: KeptOfSdk | undefined;
  /** By their first files and the hardware model; undefined for one that images cannot share. */
  readonly #shared = new Map<string, Shared | undefined>();
  /** Those used last, the latest first. */
  #trees: readonly { readonly image: ImageBuild; readonly tree: KconfigTree }[] = [];
  readonly #generatedFiles = new Map<HardwareModel['model'], GeneratedFiles>();
  #devicetreeSymbols: KconfigFile | undefined;
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
   * The tree of one image, with the environment of `zephyr/cmake/modules/kconfig.cmake:124` (2.4.0). Most of it is read and
   * put together once for all images, whatever their boards, devicetrees and applications are.
   */
  tree(image: ImageBuild): KconfigTree {
    const known = this.#trees.find((one) => one.image === image);
    const made = known ?? { image, tree: this.#make(image) };
    if (made !== this.#trees[0])
      this.#trees = [made, ...this.#trees.filter((one) => one !== made)].slice(0, MOST_TREES);
    return made.tree;
  }

  #make(image: ImageBuild): KconfigTree {
    const bindings = this.#bindings(image);
    const environment = this.#environment(image, bindings);
    const inputs = {
      root: image.root,
      folder: `${this.#root}/zephyr`,
      sources: this.#sources.with(this.#given(image, bindings)),
      environment,
    };
    const part = treePart({ ...inputs, shared: (path) => this.#sharedFor(path, image) });
    if (!part) return kconfigTree(inputs);
    return 'shared' in part ? imageTree(part, environment) : part;
  }

  /** What the build makes for an image, and what the project has. */
  #given(image: ImageBuild, { compatibles }: BindingScan): GivenFiles {
    const { own, hardware } = image;
    const generated = new Map([...this.#generatedFor(hardware).texts, ...boardFiles(this.#boardFiles(image), image)]);
    const ofSdk = this.#ofSdk().compatibles;
    const known = compatibles === ofSdk ? undefined : new Set(ofSdk);
    const others = known ? compatibles.filter((one) => !known.has(one)) : [];
    return {
      file: (path) => {
        if (path === this.#devicetreeFile) return this.#ofDevicetree();
        return path === this.#ownBindings ? { statements: devicetreeSymbols(others), problems: [] } : undefined;
      },
      get: (path) => (own?.has(path) ? own.get(path) : generated.get(path)),
      list: (folder) => own?.list(folder),
      isHidden: (pattern) => own?.isHidden(pattern) ?? false,
    };
  }

  /** The tree that begins with a file, where it is one that images share, and none of its files are this image's own. */
  #sharedFor(path: string, { hardware, own }: ImageBuild): SharedTree | undefined {
    if (!SHARED.some((file) => path === this.#root + file)) return undefined;
    const key = `${path} ${hardware.model === 'v1' ? hardware.architecture : hardware.model}`;
    if (!this.#shared.has(key)) this.#shared.set(key, this.#sharedOf(key, path, hardware));
    const found = this.#shared.get(key);
    return found && !(own && found.looks.some((one) => own.has(one))) ? found.tree : undefined;
  }

  #sharedOf(name: string, root: string, hardware: HardwareModel): Shared | undefined {
    const { texts, key } = this.#generatedFor(hardware);
    const { compatibles } = this.#ofSdk();
    const answers = `${key} ${fnv1a(compatibles.join('\n'))}`;
    const kept = this.#kept?.find<KeptShared, string>(name, (then) => then === answers);
    if (kept) return { tree: unpackedShared({ ...kept.content, numbers: kept.numbers }), looks: kept.content.looks };
    const generated = new Map(texts);
    const looks = noLooks();
    const variables = this.#sameVariables(hardware);
    const ofVariable = byVariable(compatibles);
    const tree = sharedTree({
      root,
      folder: `${this.#root}/zephyr`,
      sources: this.#sources.with(
        {
          file: (path) => (path === this.#devicetreeFile ? this.#ofDevicetree() : undefined),
          get: (path) => generated.get(path),
        },
        looks,
      ),
      environment: {
        variable: (one) => variables.get(one) ?? ofVariable.get(one),
        call: textFunction,
        isOfImage: (one) => OF_IMAGE.has(one) || one.startsWith('dt_'),
      },
    });
    if (!tree) return undefined;
    const all = [...looks.files.keys(), ...[...looks.folders.keys()].map((folder) => `${folder}/`)];
    if (this.#kept) {
      const { numbers, ...content } = packedShared(tree);
      this.#kept.keep(name, looks, { content: { ...content, looks: all } satisfies KeptShared, answers, numbers });
    }
    return { tree, looks: all };
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

  get #devicetreeFile(): string {
    return `${this.#generated}/Kconfig.dts`;
  }

  get #ownBindings(): string {
    return `${this.#generated}/Kconfig.dts.own`;
  }

  #ofDevicetree(): KconfigFile {
    this.#devicetreeSymbols ??= devicetreeFileOf(this.#ofSdk().compatibles);
    return this.#devicetreeSymbols;
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
      ...this.#sameVariables(image.hardware),
      ...(image.hardware.model === 'v2'
        ? [['BOARD_QUALIFIERS', image.hardware.qualifiers === '' ? '' : `/${image.hardware.qualifiers}`] as const]
        : []),
      ['BOARD', image.board],
      ['BOARD_DIR', image.boardFolder],
      ['KCONFIG_BOARD_DIR', this.#boardFiles(image)],
      ['BOARD_REVISION', image.boardRevision],
      ['APPLICATION_SOURCE_DIR', image.folder],
      // zephyr/cmake/modules/kconfig.cmake (zephyr 0080ad1e)
      ['APP_DIR', image.applicationFolder ?? image.folder],
      [OWN_BINDINGS, this.#ownBindings],
    ]);
    let ofVariable: ReadonlyMap<string, string> | undefined;
    const compatible = (name: string): string | undefined => {
      if (!name.startsWith(variableOf(''))) return undefined;
      ofVariable ??= byVariable(compatibles);
      return ofVariable.get(name);
    };
    return {
      variable: (name) =>
        variables.get(name) ?? compatible(name) ?? (this.#hasVersion(image) ? OF_VERSION.get(name) : undefined),
      call: (name, given) => {
        if (name === 'shields_list_contains') return image.shields.includes(given[0] ?? '') ? 'y' : 'n';
        return textFunction(name, given) ?? functions(name, given);
      },
    };
  }

  /** Those that have one value for all images of a hardware model. */
  #sameVariables(hardware: HardwareModel): ReadonlyMap<string, string> {
    return new Map([
      ['srctree', `${this.#root}/zephyr`],
      ['ZEPHYR_BASE', `${this.#root}/zephyr`],
      ...hardwareVariables(hardware),
      ['ARCH_DIR', `${this.#root}/zephyr/arch`],
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
  }
}

/** Compatibles by the variables that stand for them. */
const byVariable = (compatibles: readonly string[]): ReadonlyMap<string, string> =>
  new Map(compatibles.map((one) => [variableOf(one), one]));

/** zephyr/scripts/kconfig/kconfigfunctions.py (2.7.0-rc3) */
function textFunction(name: string, [first = '', second = '', third]: readonly string[]): string | undefined {
  switch (name) {
    case 'normalize_upper':
      return first.replace(/[^a-zA-Z0-9_]/g, '_').toUpperCase();
    case 'substring':
      return first.slice(Number(second), third === undefined ? undefined : Number(third));
    default:
      return undefined;
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

/** Files that trees begin with that images share: Zephyr's own, which most images read within theirs, and sysbuild's. */
const SHARED = ['/zephyr/Kconfig.zephyr', '/zephyr/share/sysbuild/Kconfig'];

/** Variables and functions that have another value for each image. */
const OF_IMAGE: ReadonlySet<string> = new Set([
  'BOARD',
  'BOARD_DIR',
  'KCONFIG_BOARD_DIR',
  'BOARD_REVISION',
  'BOARD_QUALIFIERS',
  'APPLICATION_SOURCE_DIR',
  'APP_DIR',
  OWN_BINDINGS,
  'shields_list_contains',
  ...OF_VERSION.keys(),
]);

const MEMFAULT = 'memfault-firmware-sdk';
/** A build has two to four images. */
const MOST_TREES = 4;
