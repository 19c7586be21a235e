import type { Devicetree } from '../../model/devicetree/devicetree.ts';
import { kconfigTree } from '../../model/kconfig-tree/build.ts';
import { devicetreeFunctions } from '../../model/kconfig-tree/devicetree-functions.ts';
import type { Environment } from '../../model/kconfig-tree/preprocess.ts';
import { FileSources } from '../../model/kconfig-tree/sources.ts';
import type { KconfigTree } from '../../model/kconfig-tree/tree.ts';
import type { FileSystem } from '../../text/file-system.ts';
import { type BindingScan, scanBindings } from './binding-scan.ts';
import { devicetreeFile, type KconfigModule, moduleSymbol, modulesFile } from './generated.ts';

/** An image, as far as its Kconfig tree depends on it. */
export interface ImageBuild {
  /** The first Kconfig file: the image's own, or `zephyr/Kconfig`. */
  readonly root: string;
  readonly folder: string;
  readonly board: string;
  readonly boardFolder: string;
  readonly boardRevision: string;
  readonly shields: readonly string[];
  readonly devicetree: Devicetree;
}

/** The Kconfig of a west workspace with Zephyr in it. Files, listings and bindings are read once for all images. */
export class WorkspaceKconfig {
  readonly #root: string;
  readonly #sources: FileSources;
  readonly #modules: readonly KconfigModule[];
  readonly #files: FileSystem;
  #scanned: BindingScan | undefined;

  /** `root` is the absolute path of the workspace; empty where the file system has it as its own root. */
  constructor(files: FileSystem, root: string, modules: readonly KconfigModule[]) {
    this.#root = root;
    this.#sources = new FileSources(files);
    this.#modules = modules;
    this.#files = files;
  }

  /** The tree of one image, with the environment of `zephyr/cmake/modules/kconfig.cmake:124` (2.4.0). */
  tree(image: ImageBuild): KconfigTree {
    const bindings = this.#bindings(image);
    const shields = `${this.#root}/nrf/boards/shields/*`;
    const generated = new Map([
      [`${this.#generated}/Kconfig.modules`, modulesFile(this.#modules)],
      [`${this.#generated}/Kconfig.dts`, devicetreeFile(bindings.compatibles)],
      [`${this.#generated}/Kconfig.shield`, `osource "${shields}/Kconfig.shield"\n`],
      [`${this.#generated}/Kconfig.shield.defconfig`, `osource "${shields}/Kconfig.defconfig"\n`],
    ]);
    return kconfigTree({
      root: image.root,
      folder: `${this.#root}/zephyr`,
      sources: this.#sources.with(generated),
      environment: this.#environment(image, bindings),
    });
  }

  /** Those of the SDK, and over them the board's and the application's own. */
  #bindings({ folder, boardFolder }: ImageBuild): BindingScan {
    this.#scanned ??= scanBindings(
      this.#files,
      ['zephyr', 'nrf'].map((name) => `${this.#root}/${name}/dts/bindings`),
    );
    return scanBindings(this.#files, [`${boardFolder}/dts/bindings`, `${folder}/dts/bindings`], this.#scanned);
  }

  /** Where no file of the disk is. */
  get #generated(): string {
    return `${this.#root}/<generated>`;
  }

  #environment(image: ImageBuild, bindings: BindingScan): Environment {
    const functions = devicetreeFunctions(image.devicetree, bindings.busesOf);
    const variables = new Map<string, string>([
      ['srctree', `${this.#root}/zephyr`],
      ['ZEPHYR_BASE', `${this.#root}/zephyr`],
      ['ARCH', 'arm'],
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
