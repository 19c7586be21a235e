import { folderOf, join } from '../../text/paths.ts';
import type { Workspace } from '../workspace.ts';

/** Whether the overlay `by` includes the overlay `path`, or names every node and every property that `path` names. */
export function repeats(workspace: Workspace, by: string, path: string): boolean {
  const reached = new Set<string>();
  const all = names(withIncludes(workspace, by, reached));
  return reached.has(path) || [...names(withIncludes(workspace, path, new Set()))].every((name) => all.has(name));
}

/** The text of an overlay with those of the project's files that it includes; no file twice. */
function withIncludes(workspace: Workspace, path: string, reached: Set<string>): string {
  if (reached.has(path) || reached.size >= 64) return '';
  reached.add(path);
  const text = workspace.textBeside(path)?.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, ' ') ?? '';
  const included = [...text.matchAll(/#include\s+["<]([^">]+)[">]/g)].map(([, name]) => join(folderOf(path), name!));
  return [text, ...included.map((file) => withIncludes(workspace, file, reached))].join('\n');
}

/** `zephyr,console` of `zephyr,console = &rtt0;`, `&uart1` of `&uart1 {`, `rtt0` of `rtt0: channel {`. */
const names = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(/([&\w,.#+?/-]+)\s*[=;:]|(&\w+)\s*\{/g)].map(([, name, node]) => (name ?? node)!));
