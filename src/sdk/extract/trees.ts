import { evaluateDevicetree } from '../../model/devicetree/evaluate.ts';
import type { Tree } from '../../model/devicetree/tree.ts';
import { known } from '../../model/fact.ts';
import type { TreeFacts } from '../../model/sdk-facts.ts';
import { MacroTable } from '../../syntax/devicetree/macros.ts';
import { parseDevicetree } from '../../syntax/devicetree/parse.ts';
import type { DevicetreeSource } from '../../syntax/devicetree/tree.ts';
import type { FileSystem } from '../../text/file-system.ts';
import { baseName, folderOf } from '../../text/paths.ts';
import { boards } from './boards.ts';
import { DevicetreeFiles } from './devicetree-includes.ts';
import { overlayFacts } from './overlay-facts.ts';
import { treeFacts } from './tree-facts.ts';

/** The devicetrees of an SDK, evaluated, by the name they are shipped under. */
export class SdkTrees {
  readonly files: DevicetreeFiles;
  readonly #sdk: FileSystem;
  readonly #version: string;
  readonly #evaluated = new Map<string, Tree>();

  constructor(sdk: FileSystem, version: string) {
    this.#sdk = sdk;
    this.#version = version;
    this.files = new DevicetreeFiles(sdk, version);
  }

  /** "nrf9160dk_nrf9160" for the default revision of a board, "nrf9160dk_nrf9160@0.14.0" for another one. */
  boards(): BoardTree[] {
    return boards(this.#sdk).flatMap(({ name, folder, revisions = [], defaultRevision }) => {
      const dts = `${folder}/${name}.dts`;
      if (!this.files.has(dts)) return [];
      const revised = (revision: string | undefined): string[] => {
        const overlay = `${folder}/${name}_${revision?.replaceAll('.', '_')}.overlay`;
        return revision !== undefined && this.files.has(overlay) ? [overlay] : [];
      };
      const others = revisions.filter((revision) => revision !== defaultRevision);
      return [
        { name, folder, sources: [dts, ...revised(defaultRevision)] },
        ...others.map((revision) => ({ name: `${name}@${revision}`, folder, sources: [dts, ...revised(revision)] })),
      ];
    });
  }

  /** The includes that a board's own file may begin with: "nordic/nrf52840_qiaa.dtsi" and the SoC it is made of. */
  includes(): string[] {
    const names = this.#sdk.list(socFolder).map((entry) => entry.name);
    return names.filter((name) => name.endsWith('.dtsi') && this.#standsAlone(name)).map((name) => `nordic/${name}`);
  }

  tree(sources: readonly string[], folder: string): Tree {
    const key = sources.join(' ');
    let tree = this.#evaluated.get(key);
    if (!tree) this.#evaluated.set(key, (tree = this.#evaluate(this.parsed(sources, folder))));
    return tree;
  }

  boardFacts(board: BoardTree): TreeFacts {
    const base = this.#firstInclude(board.sources[0]!, board.folder);
    return this.#facts(board.name, this.tree(board.sources, board.folder), base);
  }

  includeFacts(name: string): TreeFacts {
    const path = `zephyr/dts/arm/${name}`;
    return this.#facts(name, this.tree([path], socFolder), this.#firstInclude(path, socFolder));
  }

  /**
   * `path` is that of an overlay which the SDK brings along for an image, or of a file in the `dts` folder of a board
   * that overlays include, and the name of the tree. `defines` are the macros that a board defines before it.
   */
  overlayFacts(path: string, defines: readonly string[]): TreeFacts {
    const macros = new MacroTable();
    macros.defineAll(defines);
    return overlayFacts(path, this.parsed([path], folderOf(folderOf(path)), macros)[0]!);
  }

  /** Sources that are read one after the other, each with the macros of those before it. */
  parsed(sources: readonly string[], folder: string, defined?: MacroTable): DevicetreeSource[] {
    let macros = defined;
    return sources.map((path) => {
      const resolver = this.files.resolver(folder);
      const parsed = parseDevicetree(this.files.source(path), { resolver, ...(macros ? { macros } : {}) });
      const [problem] = parsed.problems;
      if (problem) {
        const { file, start } = problem.span;
        throw new Error(`${file.path}:${file.position(start).line}: ${problem.message}`);
      }
      macros = parsed.macros;
      return parsed.tree;
    });
  }

  #facts(name: string, tree: Tree, base: string | undefined): TreeFacts {
    if (base === undefined) return treeFacts(name, tree);
    return treeFacts(name, tree, { name: base, tree: this.tree([`zephyr/dts/arm/${base}`], socFolder) });
  }

  #evaluate(sources: readonly DevicetreeSource[]): Tree {
    const layers = sources.map((source) => ({ kind: 'source', source }) as const);
    const options = { includedTree: () => undefined, sdkVersion: this.#version, keepsUnreferenced: true };
    return evaluateDevicetree(known('the SDK'), layers, options) as Tree;
  }

  /** The SoC a file begins with, through files of the board's own. */
  #firstInclude(path: string, folder: string): string | undefined {
    const source = this.files.source(path);
    for (const [, quote, name = ''] of source.text.matchAll(/^#include\s+(["<])([^">]+)[">]/gm)) {
      const found = this.files.find(name, quote === '<' ? 'angled' : 'quoted', source, folder);
      if (found === undefined || !/\.dtsi?$/.test(found)) continue;
      if (!found.startsWith('zephyr/dts/')) return this.#firstInclude(found, folder);
      return found.startsWith(socFolder) && this.#standsAlone(baseName(found)) ? name : undefined;
    }
    return undefined;
  }

  #standsAlone(name: string): boolean {
    return /^nrf\d{2,5}(ns)?(_cpu(app|appns|net))?(_[a-z]{4})?\.dtsi$/.test(name);
  }
}

export interface BoardTree {
  readonly name: string;
  /** Relative to the workspace. */
  readonly folder: string;
  /** The board's own file and, behind it, the overlay of its revision. */
  readonly sources: readonly string[];
}

const socFolder = 'zephyr/dts/arm/nordic';
