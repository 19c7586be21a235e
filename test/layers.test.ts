import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

/** What the files of each layer may import, besides their own layer. A layer is a folder of src/ or a file in it. */
const layers: Readonly<Record<string, readonly string[]>> = {
  text: [],
  diagnostic: ['text'],
  syntax: ['diagnostic', 'text'],
  model: ['syntax', 'diagnostic', 'text'],
  sdk: ['model', 'syntax', 'diagnostic', 'text'],
  project: ['sdk', 'model', 'syntax', 'diagnostic', 'text'],
  rules: ['model', 'diagnostic', 'text'],
  lint: ['rules', 'project', 'sdk', 'model', 'syntax', 'diagnostic', 'text'],
  report: ['diagnostic', 'text'],
  show: ['lint', 'rules', 'project', 'sdk', 'model', 'syntax', 'diagnostic', 'text'],
  verify: ['show', 'lint', 'rules', 'project', 'sdk', 'model', 'syntax', 'diagnostic', 'text'],
  fix: ['diagnostic', 'text'],
  index: ['*'],
  cli: ['*'],
  lsp: ['*'],
  playground: ['lint', 'report', 'sdk', 'text'],
};

/** Which layers may import a package. */
const packages: Readonly<Record<string, readonly string[]>> = {
  yaml: ['syntax'],
  'web-tree-sitter': ['syntax'],
  ajv: ['syntax'],
  chalk: ['report', 'cli'],
  'vscode-languageserver': ['lsp'],
};

/** Layers that only ever run in Node. */
const forNode = ['cli', 'lsp'];

const nodeGlobal = /(?<![\w.$'"`/-])(process|Buffer|__dirname|__filename|setImmediate|require)\b\s*[.([]/g;
const importStatement =
  /^(?:import|export)\b[^'";]*?\bfrom\s*['"]([^'"]+)['"]|^import\s*['"]([^'"]+)['"]|\b(?:import|require)\(\s*['"]([^'"]+)['"]/gm;

const src = fileURLToPath(new URL('../src', import.meta.url));
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll(sep, '/'))
  .filter((file) => /\.[jt]s$/.test(file))
  .sort()
  .map((file) => ({ file, layer: layerOf(file), text: withoutComments(readFileSync(join(src, file), 'utf8')) }));

describe('the layers', () => {
  test('every file belongs to one', () => {
    const homeless = files.filter(({ layer }) => !layers[layer]).map(({ file }) => `src/${file}`);
    expect(homeless, 'add the folder to the layers of this test').toEqual([]);
  });

  test('imports point downwards', () => {
    const wrong = imports()
      .filter(({ target }) => target.startsWith('.'))
      .flatMap(({ file, layer, target, line }) => {
        const other = layerOf(posix.join(posix.dirname(file), target));
        const allowed = layers[layer] ?? [];
        if (other === layer || allowed.includes('*') || allowed.includes(other)) return [];
        return [`src/${file}:${line} imports ${target}: ${layer} must not know ${other}`];
      });
    expect(wrong).toEqual([]);
  });

  test('a package is imported where it belongs', () => {
    const wrong = imports()
      .filter(({ target }) => !target.startsWith('.') && !target.startsWith('node:'))
      .flatMap(({ file, layer, target, line }) => {
        const name = target.split('/', target.startsWith('@') ? 2 : 1).join('/');
        const allowed = packages[name];
        if (!allowed) return [`src/${file}:${line} imports ${name}, which no layer may import`];
        return allowed.includes(layer)
          ? []
          : [`src/${file}:${line} imports ${name}: only ${allowed.join(' and ')} may, not ${layer}`];
      });
    expect(wrong).toEqual([]);
  });

  test('no module is a promise by accident', () => {
    // `await import()` of a module that exports a function `then` never ends.
    const wrong = files.filter(({ text }) => /^export (?:async )?(?:function\*?|const) then\b/m.test(text));
    expect(wrong.map(({ file }) => `src/${file} exports then`)).toEqual([]);
  });

  test('everything but the command line runs without Node', () => {
    const modules = imports()
      .filter(({ layer, target }) => target.startsWith('node:') && !forNode.includes(layer))
      .map(({ file, target, line }) => `src/${file}:${line} imports ${target}, which a browser does not have`);
    const globals = files
      .filter(({ layer }) => !forNode.includes(layer))
      .flatMap(({ file, text }) =>
        matches(text, nodeGlobal).map(
          ({ found, line }) => `src/${file}:${line} uses ${found}, which a browser does not have`,
        ),
      );
    expect([...modules, ...globals]).toEqual([]);
  });
});

function imports() {
  return files.flatMap(({ file, layer, text }) =>
    matches(text, importStatement).map(({ found, line }) => ({ file, layer, target: found, line })),
  );
}

function matches(text: string, pattern: RegExp): readonly { readonly found: string; readonly line: number }[] {
  return [...text.matchAll(pattern)].map((match) => ({
    found: match.slice(1).find((group) => group !== undefined) ?? match[0],
    line: text.slice(0, match.index).split('\n').length,
  }));
}

/** Blanks comments, at equal width; the lines stay where they are. Good enough for code: it knows no strings. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, (comment) => comment.replace(/\S/g, ' '));
}

function layerOf(file: string): string {
  return file.replace(/\.ts$/, '').split('/', 1)[0] ?? file;
}
