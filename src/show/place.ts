import type { Origin } from '../diagnostic/origin.ts';
import type { Answered, ShownPlace } from '../diagnostic/show.ts';
import type { Fact } from '../model/fact.ts';
import { textOf } from '../text/source.ts';

/** An origin as plain data. */
export function shownPlace(origin: Origin): ShownPlace {
  switch (origin.kind) {
    case 'project': {
      const { file, start } = origin.span;
      const text = textOf(origin.span)
        .split(/[\r\n]/, 1)[0]!
        .trim();
      return { kind: 'project', file: file.path, line: file.position(start).line, text };
    }
    case 'sdk':
      return { kind: 'sdk', version: origin.sdk, file: origin.path, line: origin.line };
    case 'absent':
      return { kind: 'absent', file: origin.path };
    case 'argument':
    case 'assumed':
      return { kind: origin.kind, text: origin.text };
  }
}

/** The place that decided a fact. */
export function decidingPlace(fact: Fact<unknown>): ShownPlace | undefined {
  const origin = fact.known ? fact.origins[0] : undefined;
  return origin && shownPlace(origin);
}

export const missingOf = (fact: Fact<unknown>): string | undefined => (fact.known ? undefined : fact.missing);

export const answered = <T>(fact: Fact<T>): Answered<T> => ({
  value: fact.known ? fact.value : undefined,
  missing: missingOf(fact),
  place: decidingPlace(fact),
});
