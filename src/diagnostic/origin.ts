import type { Span } from '../text/source.ts';

/** Where something was decided. */
export type Origin =
  /** In the user's own text. */
  | { readonly kind: 'project'; readonly span: Span }
  /** By a line of the SDK. `path` is relative to the workspace, `line` counts from 1. */
  | { readonly kind: 'sdk'; readonly sdk: string; readonly path: string; readonly line: number }
  /** By nothing: `path` does not exist. `assumed` when loose files were given and its absence cannot be seen. */
  | { readonly kind: 'absent'; readonly path: string; readonly assumed: boolean }
  /** By an argument of the build, as given on the command line or in a scenario. */
  | { readonly kind: 'argument'; readonly text: string }
  /** By an assumption of ours, as a clause: "NCS 2.5.1 is taken to behave as NCS 2.4.0". */
  | { readonly kind: 'assumed'; readonly text: string };

/** The origin of a place in a file: the user's, or the SDK's when the file belongs to it. */
export const originAt = (span: Span): Origin =>
  span.file.sdk === undefined
    ? { kind: 'project', span }
    : { kind: 'sdk', sdk: span.file.sdk, path: span.file.path, line: span.file.position(span.start).line };

/** True where a conclusion drawn from this origin is only likely. */
export const isAssumption = (origin: Origin): boolean =>
  origin.kind === 'assumed' || (origin.kind === 'absent' && origin.assumed);
