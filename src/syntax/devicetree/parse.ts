import type { SourceFile } from '../../text/source.ts';
import type { Parsed } from '../parser.ts';
import { isReadByGrammar } from './grammar.ts';
import { Lexer } from './lexer.ts';
import { LIMITS } from './limits.ts';
import type { MacroTable } from './macros.ts';
import { type IncludeResolver, type PreprocessOptions, preprocess } from './preprocess.ts';
import { Reader } from './reader.ts';
import { readStatements } from './statements.ts';
import type { DevicetreeSource } from './tree.ts';

export { isGrammarLoaded, isGrammarWanted, loadDevicetreeGrammar } from './grammar.ts';
export { type Definitions, definitions } from './macros.ts';
export type { IncludedTreeAnswer, IncludeResolver } from './preprocess.ts';

export interface DevicetreeOptions extends PreprocessOptions {
  readonly resolver?: IncludeResolver;
}

export interface ParsedDevicetree extends Parsed<DevicetreeSource> {
  /** What is defined behind the source: `options.macros` for an overlay that stands on it. */
  readonly macros: MacroTable;
  /** Tokens and characters looked at: a measure of the work. */
  readonly work: number;
}

/**
 * Text in, statements out. Spans lie in the file of the characters. That something is missing is said only where the
 * grammar stumbles, too, once it is loaded.
 */
export function parseDevicetree(source: SourceFile, options: DevicetreeOptions = {}): ParsedDevicetree {
  const preprocessed = preprocess(source, options.resolver, options);
  const { text, map, includedTrees, missingIncludes, problems, macros } = preprocessed;
  const lexer = new Lexer(text, includedTrees);
  const reader = new Reader(lexer, map, macros, options.limits?.nesting ?? LIMITS.nesting);
  const statements = readStatements(reader, includedTrees);
  const isRefuted = reader.refutable.size > 0 && isReadByGrammar(text) === true;
  return {
    source,
    tree: {
      statements,
      missingIncludes: [...missingIncludes, ...reader.missingIncludes],
      unknownMacros: reader.unknownMacros,
    },
    problems: [...problems, ...reader.problems.filter((problem) => !isRefuted || !reader.refutable.has(problem))],
    macros,
    work: preprocessed.work + lexer.work,
  };
}
