// @ts-check
// npm runs this after `npm ci`, before `npm pack`, and when it installs ncslint straight from its git repository.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { unlinkGlobalClone } from './unlink-global-clone.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const needed = [
  ...['esbuild', 'typescript', 'yaml', 'web-tree-sitter', 'tree-sitter-devicetree', 'ajv', 'chalk'],
  'vscode-languageserver',
];

if (!needed.every((name) => existsSync(new URL(`../node_modules/${name}/package.json`, import.meta.url)))) {
  installTools();
}
await import('./build.mjs');
unlinkGlobalClone(root);

// For `npm install --global git+https://...` npm 10 and 11 clone the repository and run an install in the clone with
// the settings of the outer one. It is global then, too, and brings no development dependencies.
function installTools() {
  const settings =
    /^(npm_config_(global|location|omit|only|production|include|dry_run|prefix|local_prefix)|node_env)$/i;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !settings.test(name)));
  const args = ['ci', '--include=dev', '--include=optional', '--ignore-scripts', '--no-audit', '--no-fund'];
  // On Windows `npm` is a .cmd, which needs a shell; npm itself always names its script.
  const npm = process.env.npm_execpath;
  const [file, first] = npm ? [process.execPath, [npm]] : ['npm', []];
  // Not to standard output: `npm pack` prints the name of the tarball there, and pre-commit reads it.
  execFileSync(file, [...first, ...args], { cwd: root, env, stdio: ['ignore', 2, 2], shell: file === 'npm' });
}
