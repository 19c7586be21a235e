import { baseName, join } from '../../text/paths.ts';
import { foldersAround } from '../around.ts';
import type { Workspace } from '../workspace.ts';

/** A project has no more files than this that could name a file of the application. */
const MOST_FILES = 400;
const DEPTH = 4;

/** Whether a file of the project may hand this file to a build: a script, CI, a preset, a command in the documentation, an `#include`. */
export function mentions(workspace: Workspace, root: string): (path: string) => boolean {
  let texts: readonly string[] | undefined;
  let templates: readonly Template[] | undefined;
  return (path) => {
    texts ??= textsAround(workspace, root);
    templates ??= texts.flatMap(templatesIn);
    const name = baseName(path);
    return texts.some((text) => isNamed(text, name)) || templates.some((template) => fits(name, template));
  };
}

/** What stands around the variables of a name that is put together: `pm_static_${BOARD}.yml` is "pm_static_", ".yml". */
type Template = readonly string[];

const VARIABLE = /\$(?:\{\w+\}|\(\w+\))/;

// Behind a part of a name no name begins, so that a long one is read once.
const PUT_TOGETHER = /(?<![\w.)}-])[\w.-]*\$[{(](?:[\w.${}()-])*/g;

const templatesIn = (text: string): readonly Template[] =>
  [...text.matchAll(PUT_TOGETHER)]
    .map(([name]) => name.replace(/[)}]+$/, '').split(VARIABLE))
    .filter((parts) => parts.length > 1 && /\.(?:conf|overlay|dtsi?|ya?ml)$/.test(parts.at(-1)!));

function fits(name: string, [first = '', ...others]: Template): boolean {
  const last = others.at(-1) ?? '';
  if (!name.startsWith(first) || !name.endsWith(last)) return false;
  let at = first.length;
  for (const part of others.slice(0, -1)) {
    at = name.indexOf(part, at) + part.length;
    if (at < part.length) return false;
  }
  return at < name.length - last.length;
}

/** As a whole name: `app.overlay` is no mention of `my_app.overlay`. */
function isNamed(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!/[\w-]/.test(text[at - 1] ?? ' ') && !/[\w-]/.test(text[at + name.length] ?? ' ')) return true;
  }
  return false;
}

function textsAround(workspace: Workspace, root: string): readonly string[] {
  const found: string[] = [];
  const add = (path: string): void => {
    const text = found.length < MOST_FILES ? workspace.textBeside(path) : undefined;
    if (text !== undefined) found.push(isProse(path) ? commands(text) : text);
  };
  const visit = (folder: string, depth: number, pattern: RegExp): void => {
    for (const { name, kind } of workspace.list(folder)) {
      const path = join(folder, name);
      if (kind !== 'folder') {
        if (pattern.test(name)) add(path);
      } else if (depth > 0 && !/^(build.*|twister-out.*|node_modules|\..*)$/.test(name))
        visit(path, depth - 1, pattern);
    }
  };
  visit(root, DEPTH, MAY_NAME);
  for (const folder of foldersAround(root).slice(1)) {
    if (!workspace.has(folder)) break;
    visit(folder, 0, MAY_NAME);
    for (const of of ['scripts', 'tools', 'ci', '.github', '.gitlab', '.circleci', '.vscode'])
      visit(join(folder, of), 2, MAY_NAME);
  }
  return found;
}

const MAY_NAME =
  /^(CMakeLists\.txt|Makefile|justfile|Dockerfile|Jenkinsfile|Kconfig.*|.*\.(cmake|sh|bash|bat|cmd|ps1|py|js|ts|mk|ya?ml|json|toml|rst|md|txt|overlay|dtsi?|code-workspace))$/i;

const isProse = (path: string): boolean => /\.(rst|md|txt)$/i.test(path) && !/CMakeLists\.txt$/.test(path);

/** The lines of a document that hand something to a build. */
const commands = (text: string): string =>
  text
    .split('\n')
    .filter((line) => /-D|_FILE\b|OVERLAY_CONFIG|\bwest\b|\bcmake\b/.test(line))
    .join('\n');
