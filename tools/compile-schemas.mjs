// @ts-check
// Compiles the JSON Schemas the linter checks with, so that neither ajv nor `new Function` is needed at run time (a
// browser page may forbid it). The result is committed; a test fails when it is older than the schema.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';

/** Schemas, and the module each becomes; paths from the root of the project. */
export const modules = [
  { schema: 'schemas/pm-static.schema.json', module: 'src/syntax/static-yaml/shape.generated.js' },
  { schema: 'schemas/config.schema.json', module: 'src/syntax/configuration/shape.generated.js' },
];

/**
 * The module that exports the validator of a schema, as text.
 * @param {string} path from the root of the project
 */
export async function compiled(path) {
  const schema = JSON.parse(await readFile(fromRoot(path), 'utf8'));
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    // The keys stand in another definition than the requirement.
    strictRequired: false,
    allowUnionTypes: true,
    messages: false,
    code: { source: true, esm: true },
  });
  const code = standalone.default(ajv, ajv.compile(schema));
  const head = `// Generated from ${path} by tools/compile-schemas.mjs. Do not edit.\n`;
  return `// biome-ignore-all lint: generated\n// biome-ignore-all format: generated\n${head}${withoutSchema(code)}\n`;
}

/**
 * ajv keeps a copy of the whole schema in the module, which nothing reads.
 * @param {string} code
 */
function withoutSchema(code) {
  const copies = code.match(/const schema\d+ = \{.*?\};(?=const|function)/g) ?? [];
  return copies.reduce((rest, copy) => {
    const name = /const (schema\d+)/.exec(copy)?.[1];
    const without = rest.replace(copy, '');
    return new RegExp(`\\b${name}\\b`).test(without) ? rest : without;
  }, code);
}

/** @param {string} path */
const fromRoot = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { schema, module } of modules) await writeFile(fromRoot(module), await compiled(schema));
}
