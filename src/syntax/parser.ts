import type { SourceFile, Span } from '../text/source.ts';

/**
 * Text in, tree out. A parser
 *
 * - never throws: what it cannot read becomes a problem, the rest is still parsed;
 * - never opens another file: includes are asked of a resolver that is passed in;
 * - never interprets: `CONFIG_X=y` is an assignment, whether X exists is the model's business;
 * - gives every node the span of its source text.
 */
export type Parse<Tree> = (source: SourceFile) => Parsed<Tree>;

export interface Parsed<Tree> {
  readonly source: SourceFile;
  readonly tree: Tree;
  readonly problems: readonly SyntaxProblem[];
}

export interface SyntaxProblem {
  /** What is wrong, with what was expected. No final stop. */
  readonly message: string;
  readonly span: Span;
  /** Another place that belongs to it: the brace that was never closed. */
  readonly related?: { readonly span: Span; readonly text: string };
  /** What to write instead, where that is sure. */
  readonly help?: string;
}
