import type { Span } from '../../text/source.ts';
import type { Directive, Scan } from './scan.ts';

/** A file that is being read, and the place in it. */
export interface Frame {
  readonly scan: Scan;
  /** Index of the item, and of the token in it when it is text. */
  item: number;
  token: number;
  /** The include that opened it, and how many conditionals stand around that. */
  readonly from: IncludeSite | undefined;
  /** Set once a call was found that never closes: later ones are not searched as far. */
  hasUnclosedCall: boolean;
}

export interface IncludeSite {
  readonly span: Span;
  readonly depth: number;
}

/** From a conditional on to the first of its branches that `holds`, or behind its `#endif`. */
export function enterBranch(frame: Frame, directive: Directive, holds: (branch: Directive) => boolean): void {
  let branch: Directive = directive;
  while (branch.name !== 'else' && branch.name !== 'endif' && !holds(branch)) {
    const next: Directive | undefined = nextBranch(frame, branch);
    if (!next) return;
    branch = next;
  }
}

/** Out of a branch that was read to its end, behind the `#endif`. */
export function leaveBranch(frame: Frame, directive: Directive): void {
  let branch: Directive | undefined = directive;
  while (branch && branch.name !== 'endif') branch = nextBranch(frame, branch);
}

/** Goes behind the directive that ends `branch`; to the end of the file when none does. */
function nextBranch(frame: Frame, branch: Directive): Directive | undefined {
  const { items } = frame.scan;
  const end = branch.branchEnd;
  frame.item = end === undefined ? items.length : end + 1;
  frame.token = 0;
  return end === undefined ? undefined : (items[end] as Directive);
}
