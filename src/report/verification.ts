import type { Comparison, Difference, Side, Verification } from '../diagnostic/verification.ts';
import { visible } from '../text/visible.ts';
import { type ColorLevel, ink } from './ink.ts';
import { type Entry, entryLines, placeText, type ShowPage } from './show/lines.ts';
import { wrap } from './wrap.ts';

export interface VerificationOptions {
  readonly colorLevel: ColorLevel;
  /** Columns of the terminal; fewer than 40 count as 40. */
  readonly width: number;
  /** All differences instead of the first ones. */
  readonly verbose: boolean;
}

/** Where a build differs from its sources, and how much was compared, for a terminal. */
export function renderVerification(verification: Verification, options: VerificationOptions): string {
  const page: ShowPage = { width: Math.max(40, options.width), ink: ink(options.colorLevel) };
  const { differences } = verification;
  const shown = options.verbose ? differences : theFirstOf(differences);
  const rest = differences.length - shown.length;
  const parts = [
    ...(differences.length > 0 ? [[page.ink.bold('The build differs from its sources:')]] : []),
    ...shown.map((difference) => differenceLines(difference, page)),
    ...(rest > 0 ? [wrap(`and ${rest} more; --verbose shows all of them.`, page.width, '  ')] : []),
    summaryLines(verification, page),
  ];
  return parts.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

/** Another version of the SDK has many small ones: those that somebody can do something about come first. */
function theFirstOf(differences: readonly Difference[]): readonly Difference[] {
  const isOfVersion = ({ reason }: Difference): boolean => reason.kind === 'version';
  const others = differences.filter((one) => !isOfVersion(one)).slice(0, MOST_SHOWN);
  return [...others, ...differences.filter(isOfVersion).slice(0, MOST_OF_VERSION)];
}

const MOST_SHOWN = 20;
const MOST_OF_VERSION = 5;

function differenceLines({ image, name, predicted, built, reason }: Difference, page: ShowPage): string[] {
  const title = image === undefined || image === name ? name : `${image}: ${name}`;
  return [
    ...wrap(title, page.width, '  ', '    ').map(page.ink.bold),
    ...entryLines(
      [sideEntry('computed', predicted), sideEntry('built', built), { key: 'because', text: reason.text }],
      4,
      page,
    ),
  ];
}

const sideEntry = (key: string, { value, place }: Side): Entry => ({
  key,
  text: value === undefined ? 'not there' : shortened(value),
  place: placeText(place),
});

/** The tail of a long list of cells tells nobody anything. */
const shortened = (value: string): string => (value.length <= LONGEST ? value : `${value.slice(0, LONGEST)} ...`);

const LONGEST = 200;

function summaryLines({ folder, changed, images, compared, differences }: Verification, page: ShowPage): string[] {
  const { symbols, nodes, partitions } = compared;
  const kinds = [counted(symbols, 'symbol'), counted(nodes, 'node'), counted(partitions, 'partition')];
  const all = kinds.filter((text) => text !== undefined);
  const verdict =
    all.length === 0
      ? 'Not compared'
      : differences.length === 0
        ? 'Built as its sources say'
        : 'Compared with its sources';
  return [
    ...wrap(`${verdict}: ${folder}`, page.width, '', '  ').map(page.ink.bold),
    ...(all.length > 0 ? all : ['there is nothing here that it was built from']).flatMap((text) =>
      wrap(text, page.width, '  ', '    '),
    ),
    ...images.flatMap(({ name, config, devicetree }) => {
      const missing = [
        ...(config === undefined ? ['.config'] : []),
        ...(devicetree === undefined ? ['zephyr.dts'] : []),
      ];
      return missing.length === 0 ? [] : wrap(`${name} has no ${missing.join(' and no ')}`, page.width, '  ', '    ');
    }),
    ...(changed.length === 0
      ? []
      : wrap(`The build is older than ${changed.map(visible).join(', ')}: build again.`, page.width, '  ', '    ')),
  ];
}

/** "40 symbols: 38 equal, 2 different"; undefined where there are none. */
function counted({ equal, different, unknown }: Comparison, noun: string): string | undefined {
  const total = equal + different + unknown;
  if (total === 0) return undefined;
  const parts = [
    `${equal} equal`,
    ...(different > 0 ? [`${different} different`] : []),
    ...(unknown > 0 ? [`${unknown} not known from the sources`] : []),
  ];
  return `${total} ${noun}${total === 1 ? '' : 's'}: ${parts.join(', ')}`;
}
