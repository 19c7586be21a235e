import { type ModuleFile, moduleFile } from '../syntax/module-file.ts';
import { projectFolders } from '../syntax/west-manifest.ts';
import { textIn } from '../text/decode.ts';
import type { FileSystem } from '../text/file-system.ts';
import { SourceFile } from '../text/source.ts';
import { KeptOfSdk, type Store } from './kept.ts';
import { SdkFiles } from './sdk-files.ts';

/** An SDK that is there: a west workspace with `nrf` and, as far as somebody fetched them, `zephyr` and modules. */
export class Checkout {
  /** Of the workspace, absolute. */
  readonly folder: string;
  /** Of the SDK, as in nrf/VERSION: "2.4.0". */
  readonly version: string;
  /** Its files, by paths relative to the workspace: `zephyr/Kconfig`. Nothing outside of it can be read. */
  readonly files: FileSystem;
  /** What other runs kept of it; undefined where nothing is kept. */
  readonly kept: KeptOfSdk | undefined;
  #modules: readonly Module[] | undefined;

  private constructor(folder: string, version: string, files: FileSystem, store: Store | undefined) {
    this.folder = folder;
    this.version = version;
    this.files = files;
    this.kept = store && new KeptOfSdk(store, folder, files);
  }

  /** `folder` is absolute. Undefined where there is no SDK in it. */
  static open(disk: FileSystem, folder: string, store?: Store): Checkout | undefined {
    const text = textIn(
      disk.stat(`${folder}/nrf/VERSION`)?.kind === 'file' ? disk.read(`${folder}/nrf/VERSION`) : undefined,
    );
    const version = versionIn(text ?? '');
    return version === undefined ? undefined : new Checkout(folder, version, new SdkFiles(disk, folder), store);
  }

  /** False where only a part of the SDK was fetched: then it knows no boards, bindings and Kconfig files of Zephyr's. */
  get hasZephyr(): boolean {
    return (
      this.files.stat('zephyr/Kconfig.zephyr')?.kind === 'file' && this.files.stat('zephyr/dts')?.kind === 'folder'
    );
  }

  /**
   * The modules that its manifests name, `nrf` first, those without a folder too. Zephyr is none of them.
   * zephyr/scripts/zephyr_module.py:463-510 (2.4.0)
   */
  get modules(): readonly Module[] {
    this.#modules ??= this.#readModules();
    return this.#modules;
  }

  /** A file of the SDK with its path in it; undefined where there is none. */
  source(path: string): SourceFile | undefined {
    const text = textIn(this.files.read(path));
    return text === undefined ? undefined : new SourceFile(path, text, this.version);
  }

  #readModules(): readonly Module[] {
    const folders = new Map<string, string>([['nrf', 'nrf']]);
    for (const path of ['nrf/west.yml', 'zephyr/west.yml']) {
      const source = this.source(path);
      for (const [name, path] of source ? projectFolders(source) : []) {
        if (name !== 'zephyr' && !folders.has(name)) folders.set(name, path);
      }
    }
    return [...folders].map(([project, folder]) => {
      const file = this.source(`${folder}/zephyr/module.yml`) ?? this.source(`${folder}/zephyr/module.yaml`);
      const isThere = this.files.stat(folder)?.kind === 'folder';
      const settings = file ? moduleFile(file) : {};
      return { name: settings.name ?? project, folder: isThere ? folder : undefined, settings };
    });
  }
}

/** A module of the workspace. */
export interface Module {
  /** As the build calls it, "hal_nordic". */
  readonly name: string;
  /** Relative to the workspace; undefined where nobody fetched it. */
  readonly folder: string | undefined;
  /** What its zephyr/module.yml says. */
  readonly settings: ModuleFile;
}

/** The version in the text of nrf/VERSION, which is one line; Zephyr and its applications have one with a word a line. */
export const versionIn = (text: string): string | undefined => /^\d+\.\d+\.\d+\S{0,30}(?=\s*$)/.exec(text)?.[0];
