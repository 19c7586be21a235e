import type { Edit } from '../text/edit.ts';
import type { Span } from '../text/source.ts';
import type { Origin } from './origin.ts';

export type { Edit };

export type Severity = 'error' | 'warning' | 'info';

/** The worst first. */
export const severityRank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** What a rule says about one place. The runner stamps it with the rule and makes it a Diagnostic. */
export interface Finding {
  /** Milder than the rule's, where the register has two severities. */
  readonly severity?: Severity;
  /** One sentence: the consequence, with the names the user wrote. No final stop. */
  readonly message: string;
  /** For an absent file: the line that creates the need. */
  readonly at: Label;
  /** Other places that take part, in any file. */
  readonly related?: readonly Label[];
  /** The argument, from the user's choice to the consequence, in order. */
  readonly because?: readonly Reason[];
  /** What to do, where no text to paste can be given; or the caution that belongs to the fix. */
  readonly help?: string;
  readonly fixes?: readonly Fix[];
}

export interface Diagnostic extends Finding {
  /** `group/name`. */
  readonly rule: string;
  readonly severity: Severity;
  /** `likely` when a reason rests on an assumption. Derived by the runner, never chosen by a rule. */
  readonly confidence: 'certain' | 'likely';
  /** What had to be assumed about the build for this: "NCS 2.4.0", "board nrf52840dk_nrf52840". Empty when certain. */
  readonly assumptions: readonly string[];
  readonly url: string;
  /** Root of the application, as the user would write it. */
  readonly application: string;
  /** Ids of the configurations it was found in. */
  readonly configurations: readonly string[];
  /** Messages of findings that follow from this one and are not reported on their own. */
  readonly consequences: readonly string[];
  /** Stable while lines above the finding change. Hexadecimal. */
  readonly fingerprint: string;
}

/** A place, and the few words that stand beside it. */
export interface Label {
  readonly span: Span;
  readonly text: string;
}

/** One step of an argument, and the place it rests on. */
export interface Reason {
  readonly text: string;
  readonly origin?: Origin;
}

export interface Fix {
  /** "create child_image/mcuboot.conf" */
  readonly title: string;
  /** `safe`: cannot break a build that works. `unsafe`: a person has to look. */
  readonly safety: 'safe' | 'unsafe';
  readonly edits: readonly Edit[];
}
