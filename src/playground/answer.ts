import { diagnosePost } from '../lint/diagnose.ts';
import { renderPretty } from '../report/pretty.ts';
import type { ReadFacts } from '../sdk/facts.ts';
import { shippedChoice } from '../sdk/shipped.ts';
import { SourceFile } from '../text/source.ts';

/** What the page asks of its worker. */
export interface Question {
  /** Of the page's questions, so that an answer that comes too late is known. */
  readonly number: number;
  readonly post: string;
  /** As typed; empty where nothing was. */
  readonly board: string;
  readonly version: string;
  /** Columns of the report. */
  readonly width: number;
}

export interface Answer {
  readonly number: number;
  /** The report of `ncslint diagnose`, with the 16 colours of a terminal. */
  readonly report: string;
}

/** `read` gives the text of a file below `data/`; each is read when it is first asked for. */
export function answers(read: ReadFacts): (question: Question) => Answer {
  const facts = shippedChoice(read);
  return ({ number, post, board, version, width }) => {
    const options = { board: board.trim() || undefined, version: version.trim() || undefined, facts };
    const report = diagnosePost(new SourceFile('the post', post), options);
    const text = report
      ? renderPretty(report, { colorLevel: 1, width, verbose: false, quiet: false, mode: 'diagnose' })
      : 'Nothing to check: no devicetree overlay, Kconfig fragment or static partition file is shown.\n';
    return { number, report: text };
  };
}
