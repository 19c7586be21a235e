import { kconfigLanguage } from '../syntax/kconfig-language.ts';
import { folderOf, join } from '../text/paths.ts';
import { perWorkspace } from './per-workspace.ts';

/** What the application's own Kconfig files say. */
export interface OwnKconfig {
  /** Symbols and choices that they define, without prefix. */
  readonly names: ReadonlySet<string>;
  /** Symbols and choices that they define again, force or imply, without prefix. */
  readonly touched: ReadonlySet<string>;
  /** What they include that is neither in the project nor Zephyr's own root, as it is written; undefined when nothing is. */
  readonly open: string | undefined;
}

/** Reads `Kconfig` of the application and the files of the project that it sources. */
export const ownKconfig = perWorkspace((workspace, root: string): OwnKconfig => {
  const names = new Set<string>();
  const touched = new Set<string>();
  const seen = new Set<string>();
  let open: string | undefined;
  const visit = (path: string): void => {
    if (seen.has(path) || seen.size > FILES) return;
    seen.add(path);
    for (const entry of workspace.parsed(path, kconfigLanguage) ?? []) {
      if (entry.kind === 'definition') {
        const { name, choice, kind, defaults = [], selects = [], implies = [] } = entry.definition;
        const members = kind === 'choice' ? defaults : [];
        for (const { value } of [...members, ...selects, ...implies]) touched.add(value);
        names.add(name);
        touched.add(name);
        if (choice !== undefined) touched.add(choice);
        continue;
      }
      const target = join(entry.relative ? folderOf(path) : root, entry.path);
      if (workspace.isFile(target)) visit(target);
      else if (!entry.optional && !HARMLESS.test(entry.path)) open ??= entry.path;
    }
  };
  const path = join(root, 'Kconfig');
  if (workspace.isFile(path)) visit(path);
  return { names, touched, open };
});

/** Zephyr's root, and the template that gives a module its log level. */
const HARMLESS = /(^|\/)Kconfig\.zephyr$|^(\$[({]?ZEPHYR_BASE[)}]?\/)?Kconfig$|(^|\/)Kconfig\.template\.log_config\w*$/;

/** Files that source each other are followed so far. */
const FILES = 500;
