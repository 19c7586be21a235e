import type { Diagnostic, Severity } from '../diagnostic/diagnostic.ts';
import type { Report } from '../diagnostic/report.ts';

/** What formats for other programs need besides the report. */
export interface FormatContext {
  readonly tool: { readonly name: string; readonly version: string };
  /** Every rule there is, by id. */
  readonly rules: readonly RuleDescription[];
  /** Where the page of a rule is. */
  ruleUrl(id: string): string;
  /** A path of the report as seen from the root of the repository, if it lies in one; else as it is. */
  fromRepository(path: string): string;
  /** The text of a file that a fix adds to, as it is now. */
  textOf(path: string): string | undefined;
  /** Whether a finding is one that makes the run fail. */
  fails(diagnostic: Diagnostic): boolean;
  /** Regions, partitions and slots as text, where they were asked for. */
  readonly flashMap?: string | undefined;
}

export interface RuleDescription {
  readonly id: string;
  readonly severity: Severity;
  /** One line. */
  readonly summary: string;
  /** Markdown. */
  readonly why: string;
  readonly exceptions?: string;
  readonly sources: readonly string[];
}

/** Makes the text of a report, with a line feed at its end unless it is empty. */
export type Render = (report: Report, context: FormatContext) => string;
