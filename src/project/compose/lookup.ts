import { isAbsolute, join } from '../../text/paths.ts';
import type { BuildArguments } from '../build-arguments.ts';
import type { Workspace } from '../workspace.ts';
import type { ComposedFile } from './composition.ts';

/** Looks for the files of one application, and remembers those that somebody asked for in vain and those that others shadow. */
export class Lookup {
  readonly workspace: Workspace;
  /** The source folder of the application: relative arguments count from it. */
  readonly root: string;
  readonly given: BuildArguments;
  /** APPLICATION_CONFIG_DIR where it is another folder: fragments count from it (zephyr/cmake/modules/kconfig.cmake:262-268, 2.4.0). */
  readonly configFolder: string | undefined;
  readonly missing: { readonly path: string; readonly argument: string }[] = [];
  /** Files that would be read if `by` were not there. */
  readonly shadowed: { readonly path: string; readonly by: string }[] = [];
  /** Files beside another one for the same board: `path` is named without the SoC, `full` with it. */
  readonly conflicts: { readonly path: string; readonly full: string }[] = [];

  constructor(workspace: Workspace, root: string, given: BuildArguments, configFolder?: string) {
    this.workspace = workspace;
    this.root = root;
    this.given = given;
    this.configFolder = configFolder;
  }

  /** Every one of `names` that is a file in `folder`, in this order. */
  all(folder: string, names: readonly string[], why: string): readonly ComposedFile[] {
    const { workspace } = this;
    // Most folders are not there, and one name is enough for the workspace to say why one of them cannot be read.
    const looked = workspace.isFolder(folder) ? names : names.slice(0, 1);
    return looked
      .map((name) => join(folder, name))
      .filter((path) => workspace.isFile(path))
      .map((path) => ({ path, why }));
  }

  /** The first of `names` that is a file in `folder`, as a list of at most one. */
  first(folder: string, names: readonly string[], why: string): readonly ComposedFile[] {
    return this.all(folder, names, why).slice(0, 1);
  }

  /** The first of `choices` that has a file; it shadows the files of the others. */
  oneOf(...choices: readonly (readonly ComposedFile[])[]): readonly ComposedFile[] {
    const at = choices.findIndex((files) => files.length > 0);
    const [by] = choices[at] ?? [];
    for (const { path } of by ? choices.slice(at + 1).flat() : []) {
      const isKnown = this.shadowed.some((one) => one.path === path && one.by === by!.path);
      if (path !== by!.path && !isKnown) this.shadowed.push({ path, by: by!.path });
    }
    return choices[at] ?? [];
  }

  /** The files of `-D<name>=a;b`, or of what CMakeLists.txt sets so, of all names in their order. */
  argumentFiles(...names: readonly string[]): readonly ComposedFile[] {
    return names.flatMap((name) =>
      this.given.files(this.root, name).flatMap((path, index) => {
        const moved = this.configFolder && this.given.files(this.configFolder, name)[index]!;
        for (const candidate of moved === undefined ? [path] : [moved, path])
          if (this.workspace.isFile(candidate)) return [{ path: candidate, why: this.given.source(name) }];
        if (!this.missing.some((one) => one.path === path))
          this.missing.push({ path, argument: this.given.source(name) });
        return [];
      }),
    );
  }

  /** The folder an argument names; relative to the source folder. */
  folder(name: string): string | undefined {
    const path = this.given.get(name);
    return path === undefined || path === '' ? undefined : isAbsolute(path) ? path : join(this.root, path);
  }
}
