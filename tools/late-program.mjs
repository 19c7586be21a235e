// @ts-check
import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const absolute = (/** @type {string} */ file) => join(root, file);

/** What most runs do without, though the files that may need it import it as any other: functions only. */
const LATE = [
  'src/cli/given-options.ts',
  'src/cli/optimize-late.ts',
  'src/project/checkout-kconfig.ts',
  'src/report/colored-ink.ts',
  'src/sdk/checkout-facts.ts',
  'src/syntax/static-yaml/full-document.ts',
].map(absolute);

/** What nearly every run imports when it comes to it, and what reports that the late program is not there. */
const SOON = [
  'src/cli/lint-paths.ts',
  'src/cli/render-as.ts',
  'src/cli/source-places.ts',
  'src/cli/version.ts',
  'src/text/decode.ts',
  'src/text/visible.ts',
].map(absolute);

/** What both scripts have for themselves: it reads a file when it is loaded, which the first does when it comes to it. */
const IN_BOTH = ['src/cli/version.ts'].map(absolute);

/** `src/cli/explain.ts` */
const nameOf = (/** @type {string} */ file) => relative(root, file).split(sep).join('/');

/**
 * The program is two scripts. V8 makes something of every function of a script that it starts, also of those that are never
 * called: what only some runs need, all that is imported while it runs among it, is in a script of its own, which is read when
 * the first of its functions is called. In the first script `late(file)` stands for the modules of its files; in it
 * `main(file, name)` stands for the values that it shares with the first.
 */
export class LateProgram {
  /** Files that the late program begins with. */
  #files = new Set();

  /** For the first script: in the place of a late file stands what asks for it. */
  standIns = /** @type {import('esbuild').Plugin} */ ({
    name: 'stand-ins for the late program',
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /^\..*\.ts$/ }, ({ path, resolveDir, kind }) => {
        const file = join(resolveDir, path);
        const isLate = kind === 'dynamic-import' ? !SOON.includes(file) : LATE.includes(file);
        if (!isLate) return undefined;
        this.#files.add(file);
        return { path: file, namespace: kind === 'dynamic-import' ? 'late module' : 'late' };
      });
      onLoad({ filter: /./, namespace: 'late module' }, ({ path }) => ({
        contents: `module.exports = late(${JSON.stringify(nameOf(path))});`,
      }));
      onLoad({ filter: /./, namespace: 'late' }, async ({ path }) => {
        const stands = (await exportsOf(path)).map(({ name, isFunction }) => {
          if (!isFunction) throw new Error(`${nameOf(path)} exports more than functions, so it cannot be loaded late`);
          return `export const ${name} = (...given) => late(${JSON.stringify(nameOf(path))}).${name}(...given);`;
        });
        return { contents: stands.join('\n') };
      });
    },
  });

  /** The first file of the late program: a module runs when it is asked for. */
  get entry() {
    const files = [...this.#files].map(nameOf).sort();
    const modules = files.map((file) => `${JSON.stringify(file)}: () => require('./${file}')`);
    return stdin([`export const modules = { ${modules.join(', ')} };`]);
  }

  /**
   * For the late script: in the place of a file of the first one stands what that shares.
   * @param {Readonly<Record<string, unknown>>} inputs of the first script, by their names
   * @returns {import('esbuild').Plugin}
   */
  ofMain(inputs) {
    return {
      name: 'what the late program shares',
      setup: ({ onResolve, onLoad }) => {
        onResolve({ filter: /^\..*\.ts$/ }, ({ path, resolveDir }) => {
          const file = join(resolveDir, path);
          const isShared = Object.hasOwn(inputs, nameOf(file)) && !IN_BOTH.includes(file);
          return isShared ? { path: file, namespace: 'main' } : undefined;
        });
        onLoad({ filter: /./, namespace: 'main' }, async ({ path }) => {
          const shared = (await exportsOf(path)).map(({ name }) => {
            const value = `/* @__PURE__ */ main(${JSON.stringify(nameOf(path))}, ${JSON.stringify(name)})`;
            return name === 'default' ? `export default ${value};` : `export const ${name} = ${value};`;
          });
          return { contents: shared.join('\n') };
        });
      },
    };
  }
}

/**
 * The first file of the first script, which starts the process, and hands out what the late one shares with it: a file runs when
 * the late script asks for something of it.
 * @param {string} late the late script
 */
export function mainEntry(late) {
  const files = Object.keys(sharedWith(late)).map((file) => `${JSON.stringify(file)}: () => require('shared:${file}')`);
  return stdin([
    "export { startProcess } from './src/cli/process.ts';",
    `export const shared = { ${files.join(', ')} };`,
  ]);
}

/**
 * For the first script: the modules that `mainEntry` requires.
 * @param {string} late
 * @returns {import('esbuild').Plugin}
 */
export const sharing = (late) => ({
  name: 'what is shared with the late program',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^shared:/ }, ({ path }) => ({ path: path.slice('shared:'.length), namespace: 'shared' }));
    onLoad({ filter: /./, namespace: 'shared' }, ({ path }) => ({
      contents: `import { ${sharedWith(late)
        [path]?.map((name) => (name === 'default' ? 'default as standard' : name))
        .join(', ')} } from './${path}';
export const values = { ${sharedWith(late)
        [path]?.map((name) => (name === 'default' ? 'default: standard' : name))
        .join(', ')} };`,
      resolveDir: root,
    }));
  },
});

/**
 * Names by files.
 * @param {string} late
 */
function sharedWith(late) {
  /** @type {Record<string, string[]>} */
  const files = {};
  for (const [, file = '', name = ''] of late.matchAll(/\bmain\("(src\/[\w./-]+)","(\w+)"\)/g)) {
    const names = (files[file] ??= []);
    if (!names.includes(name)) names.push(name);
  }
  return files;
}

const stdin = (/** @type {readonly string[]} */ lines) => ({ contents: lines.join('\n'), resolveDir: root });

/**
 * The values that a file of ours exports.
 * @param {string} file
 */
async function exportsOf(file) {
  const text = await readFile(file, 'utf8');
  const found = [...text.matchAll(/^export (?!type |interface )(.*)$/gm)].flatMap(([line, rest = '']) => {
    const names = /^\{(.*)\} from/.exec(rest)?.[1]?.split(',') ?? [];
    const passedOn = names.map((name) => name.trim()).filter((name) => !name.startsWith('type '));
    if (passedOn.length > 0) return passedOn.map((name) => ({ name, isFunction: false }));
    const match = /^(?:(default) |(?:async )?(function)\*? ?(\w+)|(?:abstract )?(?:const|class) (\w+))/.exec(rest);
    if (!match) throw new Error(`${nameOf(file)}: the late program cannot share what \`${line}\` exports`);
    const [, isDefault, isFunction, functionName, name] = match;
    return [{ name: isDefault ?? functionName ?? name ?? '', isFunction: isFunction !== undefined }];
  });
  return found.filter(({ name }, index) => found.findIndex((one) => one.name === name) === index);
}
