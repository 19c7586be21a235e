import type { ShowReport } from '../../src/diagnostic/show.ts';
import type { LintOptions } from '../../src/lint/lint.ts';
import { Workspace } from '../../src/project/workspace.ts';
import { inspect, type Question } from '../../src/show/inspect.ts';
import { memoryFiles } from '../../src/text/memory-files.ts';
import { type Files, shippedKnowledge } from '../linting.ts';

/** Answers a question about an application given as files in memory; paths are shown as they are written here. */
export function ask(files: Files, question: Question, options: Partial<LintOptions> = {}): ShowReport {
  const inMemory = memoryFiles(Object.fromEntries(Object.entries(files).map(([path, text]) => [`/app/${path}`, text])));
  const workspace = new Workspace(inMemory, ['/app'], (path) => (path === '/app' ? '.' : path.replace(/^\/app\//, '')));
  return inspect(workspace, { paths: ['/app'], facts: shippedKnowledge, ...options }, question);
}
