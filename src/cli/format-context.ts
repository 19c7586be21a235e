import { resolve } from 'node:path';
import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import { ruleUrl } from '../lint/run-rules.ts';
import type { FormatContext } from '../report/format.ts';
import { rules } from '../rules/index.ts';
import { textIn } from '../text/decode.ts';
import { below, normalize } from '../text/paths.ts';
import { nodeFiles } from './node-files.ts';
import { repositoryRoot } from './repository.ts';
import type { Surroundings } from './surroundings.ts';
import { version } from './version.ts';

/** What formats need besides the report. `pathOf` gives the path behind one in the report. */
export function formatContext(
  { folder, env }: Surroundings,
  pathOf: (shown: string) => string | undefined,
  fails: (diagnostic: Diagnostic) => boolean,
  flashMap: string | undefined,
): FormatContext {
  const root = repositoryRoot(folder, env);
  return {
    tool: { name: 'ncslint', version },
    rules: [...rules]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, severity, about }) => ({ id, severity, ...about() })),
    ruleUrl,
    fromRepository(shown) {
      const path = pathOf(shown) ?? normalize(resolve(folder, shown));
      return (root === undefined ? undefined : below(root, path)) ?? shown;
    },
    textOf(shown) {
      return textIn(nodeFiles.read(pathOf(shown) ?? resolve(folder, shown)));
    },
    fails,
    flashMap,
  };
}
