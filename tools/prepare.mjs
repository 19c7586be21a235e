// @ts-check
// npm runs this after `npm ci`, before `npm pack`, and when it installs ncslint straight from its git repository.
//
// For `npm install --global git+https://...` (which is what pre-commit does) npm 10 and 11 clone the repository and
// install into the clone with the settings of the outer install, so the clone gets no development dependencies:
// then they are installed first, without those settings.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

if (!hasTools()) {
  console.error('ncslint: installing the development dependencies for the build');
  npm('ci', '--include=dev', '--include=optional', '--ignore-scripts', '--no-audit', '--no-fund');
}
await import('./build.mjs');

function hasTools() {
  return ['esbuild', 'typescript', 'yaml', 'web-tree-sitter', 'tree-sitter-devicetree'].every((name) =>
    existsSync(new URL(`../node_modules/${name}/package.json`, import.meta.url)),
  );
}

/** @param {...string} args */
function npm(...args) {
  const inherited =
    /^(npm_config_(global|location|omit|only|production|include|dry_run|prefix|local_prefix)|node_env)$/i;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !inherited.test(name)));
  const script = process.env.npm_execpath;
  // Started by npm there is always its own script; on Windows `npm` alone would be a .cmd that needs a shell.
  if (script) execFileSync(process.execPath, [script, ...args], { cwd: root, env, stdio: 'inherit' });
  else execFileSync('npm', args, { cwd: root, env, stdio: 'inherit', shell: process.platform === 'win32' });
}
