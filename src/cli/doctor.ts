import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ShownConfiguration } from '../diagnostic/show.ts';
import { installedSdks } from '../project/find-checkout.ts';
import { rules } from '../rules/index.ts';
import { inspect } from '../show/inspect.ts';
import { visible } from '../text/visible.ts';
import { assets } from './assets.ts';
import type { Settings } from './command.ts';
import { findConfiguration } from './configuration/find.ts';
import { prepare } from './prepare.ts';
import { repositoryRoot } from './repository.ts';
import { sdkSearch } from './sdk-search.ts';
import type { Surroundings } from './surroundings.ts';
import { version } from './version.ts';

/** Of so many applications the builds are shown. */
const mostApplications = 5;

/** `ncslint doctor [path...]`: what ncslint runs with and what it found. Returns 2 where something keeps it from working. */
export async function doctor(
  paths: readonly string[],
  settings: Settings,
  surroundings: Surroundings,
): Promise<number> {
  const { folder, env, out } = surroundings;
  const rows: (readonly [string, string])[] = [
    ['ncslint', `${version}, ${rules.length} rules, in ${here}`],
    ['Node', `${process.version} on ${process.platform} ${process.arch}`],
    ['facts', `of NCS ${factVersions().join(', ')}`],
    ['cache', cache()],
    [
      'git',
      spawnSync('git', ['--version'], { encoding: 'utf8' }).stdout?.trim() || 'not found; --changed-since needs it',
    ],
    ['repository', repositoryRoot(folder, env) ?? 'none around this folder'],
    ['ZEPHYR_BASE', env.ZEPHYR_BASE ?? 'not set'],
    ['SDKs', settings.noSdk ? 'not looked for' : sdks(surroundings)],
  ];
  const prepared = await prepare(paths, settings, surroundings);
  let problems: readonly string[] = [];
  if ('problems' in prepared) ({ problems } = prepared);
  else {
    const { given, workspace, options } = prepared;
    rows.push([
      'configuration',
      settings.noConfig ? 'not heeded' : (settings.config ?? findConfiguration(given.readable, folder) ?? 'none'),
    ]);
    const { applications, skipped } = inspect(workspace, options, { kind: 'build' });
    rows.push(['applications', applications.length === 0 ? 'none' : String(applications.length)]);
    for (const { root, answers } of applications.slice(0, mostApplications))
      for (const { configurations } of answers.slice(0, 3)) rows.push([root, aboutBuild(configurations[0]!)]);
    for (const { path, why } of skipped.slice(0, mostApplications)) rows.push(['skipped', `${path} ${why}`]);
  }
  const width = Math.min(30, Math.max(...rows.map(([key]) => key.length))) + 2;
  for (const [key, text] of rows) out.write(`${visible(key).padEnd(width)}${visible(text)}\n`);
  for (const problem of problems) out.write(`${'problem'.padEnd(width)}${problem}\n`);
  return problems.length > 0 ? 2 : 0;
}

function aboutBuild({ id, sdk, era, images }: ShownConfiguration): string {
  const known = sdk ? `NCS ${sdk.value} (${sdk.source}; ${sdk.why})` : 'SDK version not known';
  return `${id}: ${known}, ${era?.value ?? 'build system not known'}, ${images.map(({ name }) => name).join(', ')}`;
}

/** Those in the usual folders; which one a build uses stands in its own row. */
function sdks({ env }: Surroundings): string {
  const search = sdkSearch(undefined, undefined, env, false);
  const found = installedSdks(search).map(({ folder, version }) => `${version} in ${folder}`);
  return found.length > 0 ? found.join('; ') : `none in ${search.installFolders.join(', ')}`;
}

const here = dirname(fileURLToPath(import.meta.url));

/** The facts are named after their versions. */
const factVersions = (): readonly string[] =>
  [
    ...new Set(assets.factNames().flatMap((name) => /^(?:sysbuild\/)?(\d+\.\d+\.\d+)[/.]/.exec(name)?.[1] ?? [])),
  ].sort();

/** The code that V8 made of the program in earlier runs. */
function cache(): string {
  const folder = join(here, 'compile-cache');
  try {
    const sizes = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
    return `${folder}, ${sizes.length} files, ${Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1024)} KiB`;
  } catch {
    return 'none';
  }
}
