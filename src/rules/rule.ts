import type { Edit, Finding, Fix, Reason, Severity } from '../diagnostic/diagnostic.ts';
import type { Origin } from '../diagnostic/origin.ts';
import { type Configuration, type Image, lastWritten, OLDER_TREE, type Place } from '../model/application.ts';
import type { Fact } from '../model/fact.ts';
import { releaseOf } from '../model/release.ts';
import type { Sysbuild } from '../model/sysbuild/sysbuild.ts';
import { type Span, textOf } from '../text/source.ts';

/** One claim about a configuration. One file, one rule. */
export interface Rule {
  /** `group/name`; also its folder under examples/ and the name of its page. */
  readonly id: string;
  /** The highest it can have; a finding may be milder. */
  readonly severity: Severity;
  /** A function, since a run that only lints reads none of it, and would load a hundred thousand characters. */
  readonly about: () => RuleTexts;
  check(configuration: Configuration): Iterable<Finding>;
}

/** What people read about a rule. */
export interface RuleTexts {
  /** One line, present tense: what holds when the rule is content. */
  readonly summary: string;
  /** What happens on the device when it does not hold. Markdown. */
  readonly why: string;
  /** When the rule is silent or milder although it looks as if it should speak. Markdown, optional. */
  readonly exceptions?: string;
  /** The SDK lines the rule was derived from: `nrf/...:12 (2.4.0)`. */
  readonly sources: readonly string[];
}

export const defineRule = (rule: Rule): Rule => rule;

/** One step of an argument. Pass the fact it rests on, and the report shows the place. */
export function reason(text: string, decision?: Origin | Fact<unknown>): Reason {
  const origin = decision && originOf(decision);
  return origin ? { text, origin } : { text };
}

/**
 * A line of the SDK that proves what was read in NCS 2.4.0; undefined where the build uses another version, whose lines
 * nobody looked at.
 */
export function sdkLine({ sdk }: Configuration, path: string, line: number): Origin | undefined {
  return sdk.known && sdk.value.version === '2.4.0' ? { kind: 'sdk', sdk: '2.4.0', path, line } : undefined;
}

/** Whether what is said about boards was read in the very version: their labels and defaults change from one to the next. */
export const knowsVersion = ({ assumptions }: Configuration): boolean =>
  !assumptions.some(({ what }) => what === 'SDK version' || what === OLDER_TREE);

/** The same for what does not rest on the board. */
export const knowsRelease = ({ assumptions }: Configuration): boolean =>
  !assumptions.some(({ what }) => what === 'SDK version');

/** Whether the project says that it builds with an SDK before `major.minor`; false where it says no version. */
export function isBefore({ version }: Configuration, major: number, minor: number): boolean {
  const said = releaseOf(version);
  return said !== undefined && (said.major < major || (said.major === major && said.minor < minor));
}

/** The deciding place: the first origin of a fact. */
export function originOf(decision: Origin | Fact<unknown>): Origin | undefined {
  if ('kind' in decision) return decision;
  return decision.known ? decision.origins[0] : undefined;
}

/** The first of these decisions that stands in the user's own files. */
export function projectSpan(...decisions: readonly (Origin | Fact<unknown> | undefined)[]): Span | undefined {
  for (const decision of decisions) {
    if (!decision) continue;
    const origins = 'kind' in decision ? [decision] : decision.known ? decision.origins : [];
    for (const origin of origins) if (origin.kind === 'project' && !namesBoard(origin.span)) return origin.span;
  }
  return undefined;
}

/** A line of a board's defconfig that says which board and SoC it is: much rests on it, and nothing is wrong there. */
const namesBoard = (span: Span): boolean =>
  span.file.path.endsWith('_defconfig') && /^CONFIG_(BOARD|SOC)_/.test(textOf(span));

/** A reason that there is no file of the user's in a place; none when there is one. */
export const nothingAt = (configuration: Configuration, place: Place, text: string): readonly Reason[] =>
  place.exists ? [] : [reason(text, { kind: 'absent', path: place.path, assumed: !configuration.complete })];

/** Append assignments (`CONFIG_X`: value) to the Kconfig fragment of an image. A bigger image can outgrow its partition. */
export const setKconfig = ({ places }: Image, values: Readonly<Record<string, string>>): Fix =>
  addTo(places.fragment, assigning(values));

/** Give symbols of sysbuild (`SB_CONFIG_X`) a value: where they are assigned, else at the end of its configuration. */
export function setSysbuild(sysbuild: Sysbuild, values: Readonly<Record<string, string>>): Fix {
  const { place } = sysbuild;
  const written = Object.entries(values).map(([symbol, value]) => ({
    symbol,
    value,
    at: lastWritten(sysbuild, symbol),
  }));
  const added = Object.fromEntries(written.filter(({ at }) => !at).map(({ symbol, value }) => [symbol, value]));
  const changed = written.flatMap(({ symbol, value, at }): Edit[] =>
    at ? [{ kind: 'replace', span: at.span, text: `${symbol}=${value}` }] : [],
  );
  if (Object.keys(added).length === 0) return { title: `change ${place.path}`, safety: 'unsafe', edits: changed };
  const { title, safety, edits } = addTo(place, assigning(added));
  return { title, safety, edits: [...changed, ...edits] };
}

const assigning = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([symbol, value]) => `${symbol}=${value}\n`)
    .join('');

/** Change the line of the user's that decides a symbol (`CONFIG_X`), or append one where there is none. */
export function changeKconfig(image: Image, symbol: string, value: string): Fix {
  // The defconfig of a board of the project's is for every image.
  const isFragment = ({ origin }: { readonly origin: Origin }): boolean =>
    origin.kind === 'project' && image.fragments.some(({ source }) => source === origin.span.file);
  const origin = image.kconfig.assigned(symbol).findLast(isFragment)?.origin;
  return origin?.kind === 'project'
    ? replace(`write ${symbol}=${value}`, 'unsafe', origin.span, `${symbol}=${value}`)
    : setKconfig(image, { [symbol]: value });
}

/** Append text to the devicetree overlay of an image. */
export const addOverlay = ({ places }: Image, text: string): Fix => addTo(places.overlay, text);

/** Replace the characters of a span. */
export const replace = (title: string, safety: Fix['safety'], span: Span, text: string): Fix => ({
  title,
  safety,
  edits: [{ kind: 'replace', span, text }],
});

/** Delete what a span covers, with its lines where nothing else stands on them. */
export function remove(title: string, safety: Fix['safety'], { file, start, end }: Span): Fix {
  const from = file.lineStart(file.position(start).line);
  const to = file.lineStart(file.position(end).line + 1);
  const alone = file.text.slice(from, start).trim() === '' && file.text.slice(end, to).trim() === '';
  return replace(title, safety, alone ? file.span(from, to) : file.span(start, end), '');
}

function addTo(place: Place, text: string): Fix {
  const edit: Edit = { kind: 'append', path: place.path, text, creates: !place.exists };
  return { title: `${place.exists ? 'add to' : 'create'} ${place.path}`, safety: 'unsafe', edits: [edit] };
}
