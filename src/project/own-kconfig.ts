import { kconfigLanguage } from '../syntax/kconfig-language.ts';
import { folderOf, join } from '../text/paths.ts';
import type { Workspace } from './workspace.ts';

/** What the application's own Kconfig files can change about symbols of the SDK. */
export interface OwnKconfig {
  /** Symbols and choices that they define again, force or imply, without prefix. */
  readonly touched: ReadonlySet<string>;
  /** What they include that is neither in the project nor Zephyr's own root, as it is written; undefined when nothing is. */
  readonly open: string | undefined;
}

/** Reads `Kconfig` of the application and the files of the project that it sources. */
export function ownKconfig(workspace: Workspace, root: string): OwnKconfig {
  let known = found.get(workspace);
  if (!known) found.set(workspace, (known = new Map()));
  let own = known.get(root);
  if (!own) known.set(root, (own = read(workspace, root)));
  return own;
}

// By application: every configuration asks again.
const found = new WeakMap<Workspace, Map<string, OwnKconfig>>();

function read(workspace: Workspace, root: string): OwnKconfig {
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
        touched.add(name);
        if (choice !== undefined) touched.add(choice);
        continue;
      }
      const target = join(entry.relative ? folderOf(path) : root, entry.path);
      if (workspace.isFile(target)) visit(target);
      else if (!entry.optional && !HARMLESS.test(entry.path)) open ??= entry.path;
    }
  };
  visit(join(root, 'Kconfig'));
  return { touched, open };
}

/** Zephyr's root, and the template that gives a module its log level. */
const HARMLESS = /(^|\/)Kconfig\.zephyr$|^(\$[({]?ZEPHYR_BASE[)}]?\/)?Kconfig$|(^|\/)Kconfig\.template\.log_config\w*$/;

/** Files that source each other are followed so far. */
const FILES = 500;
