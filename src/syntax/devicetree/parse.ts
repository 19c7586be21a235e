import type { SourceFile } from '../../text/source.ts';
import type { Parsed, SyntaxProblem } from '../parser.ts';
import { Lexer } from './lexer.ts';
import { LIMITS } from './limits.ts';
import type { MacroTable } from './macros.ts';
import type { Outline, Statement } from './outline.ts';
import { type IncludeResolver, type PreprocessOptions, preprocess } from './preprocess.ts';
import { Reader } from './reader.ts';
import { readStatements } from './statements.ts';
import { type Structure, structureOf } from './structure.ts';
import type { BodyStatement, DevicetreeSource, TopStatement } from './tree.ts';

export type { IncludedTreeAnswer, IncludeResolver } from './preprocess.ts';
export { loadDevicetreeParser } from './structure.ts';

export interface DevicetreeOptions extends PreprocessOptions {
  readonly resolver?: IncludeResolver;
}

export interface ParsedDevicetree extends Parsed<DevicetreeSource> {
  /** What is defined behind the source: `options.macros` for an overlay that stands on it. */
  readonly macros: MacroTable;
  /** Tokens and characters looked at: a measure of the work. */
  readonly work: number;
}

/** Text in, statements out; `loadDevicetreeParser` has to be awaited before. Spans lie in the file of the characters. */
export function parseDevicetree(source: SourceFile, options: DevicetreeOptions = {}): ParsedDevicetree {
  const preprocessed = preprocess(source, options.resolver, options);
  const { text, map, includedTrees, missingIncludes, problems, macros } = preprocessed;
  const lexer = new Lexer(text, includedTrees);
  const reader = new Reader(lexer, map, macros, options.limits?.nesting ?? LIMITS.nesting);
  const outline = readStatements(reader, includedTrees);
  const { statements, failure } = nest(outline, source);
  const own = [...problems, ...reader.problems];
  return {
    source,
    tree: {
      statements,
      missingIncludes: [...missingIncludes, ...reader.missingIncludes],
      unknownMacros: reader.unknownMacros,
    },
    problems: own.length === 0 && failure ? [failure] : own,
    macros,
    work: preprocessed.work + lexer.work,
  };
}

/** Puts the statements into each other as the grammar reads their outline. */
function nest(
  outline: Outline,
  source: SourceFile,
): { statements: TopStatement[]; failure: SyntaxProblem | undefined } {
  const { statements, errorAt } = structureOf(outline.text);
  const gather = (structures: readonly Structure[]): Statement[] => {
    const gathered: Statement[] = [];
    for (const { start, children } of structures) {
      const statement = outline.statements.get(start);
      if (!statement) continue;
      const body = children.length > 0 ? (gather(children) as BodyStatement[]) : [];
      gathered.push(statement.kind === 'node' ? Object.assign(statement, { body }) : statement);
    }
    return gathered;
  };
  const failure = errorAt === undefined ? undefined : failureAt(outline, errorAt, source);
  return { statements: gather(statements) as TopStatement[], failure };
}

/** Where the grammar stopped although nothing is wrong by our own reading. */
function failureAt(outline: Outline, offset: number, source: SourceFile): SyntaxProblem {
  let span = source.span(0, 0);
  for (const [at, statement] of outline.statements) if (at <= offset) span = statement.span;
  return { message: 'this cannot be read as a devicetree', span };
}
