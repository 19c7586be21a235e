#!/usr/bin/env node
// The executable. It is CommonJS, which Node starts as fast as nothing at all, and leaves everything to program.js.
import { join } from 'node:path';
import { compileKept } from './kept-code.ts';
import type { LateProgram, Program } from './process.ts';

/** Of program.js and late.js; from tools/bundle.mjs. */
declare const PROGRAM_HASH: string;

const kept = join(__dirname, 'compile-cache', `${process.version}-${process.arch}-${PROGRAM_HASH}`);
// A run that reported something has been through more code than one that did not, and the next one through other code yet;
// and of what a long run needed only when it started V8 has thrown the code away.
const [findings, clean, long] = [[`${kept}-findings-2`, `${kept}-findings-1`], [`${kept}-clean`], [`${kept}-long`]];
const late = [`${kept}-late-2`, `${kept}-late-1`];
const path = join(__dirname, 'program.js');
const { value, keep } = compileKept(path, [...findings, ...clean, ...long]);
(value as Program)(
  require,
  path,
  ({ hasFindings, configurations }) => {
    process.on('exit', () => keep(...(configurations > 10 ? long : hasFindings ? findings : clean)));
  },
  (main) => {
    const path = join(__dirname, 'late.js');
    const { value, keep } = compileKept(path, late);
    process.on('exit', () => keep(...late));
    return (value as LateProgram)(require, path, main);
  },
);
