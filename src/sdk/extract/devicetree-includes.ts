import type { IncludeResolver } from '../../syntax/devicetree/parse.ts';
import type { FileSystem } from '../../text/file-system.ts';
import { folderOf, join } from '../../text/paths.ts';
import { SourceFile } from '../../text/source.ts';
import { sdkText } from './checkout.ts';

/**
 * The devicetree files of an SDK, read once, and the search for includes among them: beside the including file for a
 * quoted name, then below each root, the board's folder between those of the modules and Zephyr's own.
 * zephyr/cmake/modules/pre_dt.cmake:48-100 (2.4.0)
 */
export class DevicetreeFiles {
  readonly #sdk: FileSystem;
  readonly #version: string;
  readonly #opened = new Map<string, SourceFile>();

  constructor(sdk: FileSystem, version: string) {
    this.#sdk = sdk;
    this.#version = version;
  }

  has(path: string): boolean {
    return this.#opened.has(path) || this.#sdk.stat(path)?.kind === 'file';
  }

  source(path: string): SourceFile {
    let source = this.#opened.get(path);
    if (!source) this.#opened.set(path, (source = new SourceFile(path, sdkText(this.#sdk, path), this.#version)));
    return source;
  }

  /** All files read so far. */
  get opened(): readonly string[] {
    return [...this.#opened.keys()];
  }

  /** The path of an include; undefined where there is none. `board` is the folder of the board. */
  find(name: string, style: 'quoted' | 'angled', from: SourceFile, board: string): string | undefined {
    const roots = ['nrf', board, 'zephyr'].flatMap((root) => folders.map((folder) => `${root}/${folder}`));
    const all = style === 'quoted' ? [folderOf(from.path), ...roots] : roots;
    return all.map((folder) => join(folder, name)).find((path) => this.has(path));
  }

  resolver(board: string): IncludeResolver {
    return {
      resolve: (name, style, from) => {
        const path = this.find(name, style, from, board);
        return path === undefined ? undefined : this.source(path);
      },
    };
  }
}

/** `dts/vendor` came with NCS 3.0 (zephyr/cmake/modules/pre_dt.cmake, Zephyr 4.1); a board has one of the architectures. */
const folders = ['include', 'include/zephyr', 'dts/common', 'dts/vendor', 'dts/arm', 'dts/riscv', 'dts'] as const;
