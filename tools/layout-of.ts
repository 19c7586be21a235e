// The layout of one application, for tools/compare-layouts.mjs.
import { configureApplication } from '../src/lint/lint.ts';
import { Workspace } from '../src/project/workspace.ts';
import type { ReadFacts } from '../src/sdk/facts.ts';
import { shippedChoice } from '../src/sdk/shipped.ts';
import { memoryFiles } from '../src/text/memory-files.ts';

/** Address and size of every partition by its name; what is missing where nobody can know. `read` reads the shipped facts. */
export function layoutOf(
  read: ReadFacts,
  files: Readonly<Record<string, string>>,
  build: { readonly version: string; readonly board: string },
): Readonly<Record<string, unknown>> {
  const inMemory = memoryFiles(Object.fromEntries(Object.entries(files).map(([path, text]) => [`/app/${path}`, text])));
  const workspace = new Workspace(inMemory, ['/app'], (path) => path);
  const { configured } = configureApplication(workspace, '/app', {
    paths: ['/app'],
    facts: shippedChoice(read),
    ...build,
  });
  const { layout } = configured[0]!.configuration.partitions;
  return layout.known ? Object.fromEntries(layout.value) : { missing: layout.missing };
}
