import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ShownConfiguration } from '../diagnostic/show.ts';
import { inspect } from '../show/inspect.ts';
import { visible } from '../text/visible.ts';
import type { InitFile, Settings } from './command.ts';
import { prepare } from './prepare.ts';
import type { Surroundings } from './surroundings.ts';
import { version } from './version.ts';
import { writeFile } from './write-file.ts';

/** `ncslint init [folder]`: writes a configuration and what runs ncslint. What exists stays. Returns the exit code. */
export async function init(
  place: string,
  wanted: readonly InitFile[],
  settings: Settings,
  surroundings: Surroundings,
): Promise<number> {
  const { folder, out, err } = surroundings;
  const prepared = await prepare([place], { ...settings, noConfig: true }, surroundings);
  if ('problems' in prepared) {
    for (const problem of prepared.problems) err.write(`ncslint: ${problem}\n`);
    return 2;
  }
  const { applications } = inspect(prepared.workspace, prepared.options, { kind: 'build' });
  const found = applications.flatMap(({ answers }) => answers.flatMap(({ configurations }) => configurations));
  const files = [['ncslint.yaml', configuration(found)] as const, ...wanted.map((name) => others[name])];
  let failed = false;
  for (const [name, text] of files) {
    const path = join(resolve(folder, place), name);
    if (existsSync(path)) {
      out.write(`${name} exists and stays as it is${name === 'ncslint.yaml' ? '' : '; what to add to it:'}\n`);
      if (name !== 'ncslint.yaml') out.write(`${text.replace(/^(?=.)/gm, '    ')}`);
      continue;
    }
    try {
      writeFile(path, text);
      out.write(`${name} written\n`);
    } catch (error) {
      failed = true;
      err.write(`ncslint: cannot write ${visible(name)} (${(error as NodeJS.ErrnoException).code})\n`);
    }
  }
  return failed ? 2 : 0;
}

/** What was found stands in comments: a configuration that says nothing is as good as none. */
function configuration(found: readonly ShownConfiguration[]): string {
  const boards = [...new Set(found.flatMap(({ board }) => board?.value ?? []))].slice(0, 20).map(word);
  const sdk = found.find(({ assumed }) => assumed.length === 0)?.sdk?.value;
  return `# yaml-language-server: $schema=https://raw.githubusercontent.com/ncslint/ncslint/main/schemas/config.schema.json
# https://github.com/ncslint/ncslint/blob/main/docs/configuration.md

# extends: strict
# sdk: ${word(sdk ?? '2.9.0')}
# boards: [${(boards.length > 0 ? boards : ['nrf52840dk/nrf52840']).join(', ')}]
# exclude: ['tests/']
# rules:
#   settings: off
#   partition/unknown-key: error
`;
}

/** What a stranger's file names is quoted; a comment cannot be left by a line feed then, either. */
const word = (text: string): string => (/^[\w./@-]+$/.test(text) ? text : JSON.stringify(visible(text)));

const others: Readonly<Record<InitFile, readonly [string, string]>> = {
  github: [
    '.github/workflows/ncslint.yml',
    `name: ncslint
on: [push, pull_request]
permissions:
  contents: read
jobs:
  ncslint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
      - uses: ncslint/ncslint@v${version}
`,
  ],
  gitlab: [
    '.gitlab-ci.yml',
    `include:
  - remote: https://raw.githubusercontent.com/ncslint/ncslint/v${version}/integrations/gitlab/ncslint.gitlab-ci.yml
variables:
  NCSLINT_VERSION: v${version}
`,
  ],
  'pre-commit': [
    '.pre-commit-config.yaml',
    `repos:
  - repo: https://github.com/ncslint/ncslint
    rev: v${version}
    hooks:
      - id: ncslint
`,
  ],
};
