import type { Finding, Reason } from '../../diagnostic/diagnostic.ts';
import type { Origin } from '../../diagnostic/origin.ts';
import type { Configuration, FragmentAssignment } from '../../model/application.ts';
import { is, valueOf } from '../../model/fact.ts';
import { hasFirstStage } from '../../model/first-stage.ts';
import { placeText, released } from '../../model/lock/entries.ts';
import { memoryMap } from '../../model/memory-map/build.ts';
import { type Change, compare, costOf, type Place } from '../../model/memory-map/compare.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, projectSpan, reason } from '../rule.ts';

export default defineRule({
  id: 'partition/layout-changed',
  severity: 'warning',
  about: () => ({
    summary: 'What devices in the field rely on lies where it lay, and where the other builds of the product have it.',
    why: `
The bootloader of a device stays as it was built: it looks for images in its own slots, and starts them at its own address.
An update that was built for another layout is not found, or does not start; what a device has stored is lost or overwritten.
Nothing of that shows on the desk, where everything is flashed anew. Two layouts are at hand in two places: with
\`--changed-since\` the one of the commit is compared with the one of now; and where a product has a build for debugging and
one for the release, a device that runs the one cannot be updated with the other.`,
    exceptions: `
Silent without \`--changed-since\`, but for the builds for debugging and for the release: those are information, as products
have two layouts by intent, too, and only compared where both update in the same way, from a second slot in the same memory.
Builds whose suffixes say something else (\`fast_pair\`, \`internal\`) are other products. Silent where the build had no
bootloader, where the layout before or after is not known, or was none; and where [ncslint.lock](../../lock.md) holds the
configuration, which then says what was released.`,
    sources: [
      'nrf/scripts/partition_manager/partition_manager.rst:715-724 (2.4.0)',
      'nrf/doc/nrf/releases_and_maturity/migration/migration_guide_3.3.rst:419-421 (3.3.99)',
    ],
  }),

  *check(configuration) {
    yield* sinceCommit(configuration);
    yield* betweenVariants(configuration);
  },
});

function* sinceCommit(configuration: Configuration): Iterable<Finding> {
  const { earlier, lock, id } = configuration;
  if (!earlier || lock?.tree.sections.has(id)) return;
  const { called, configuration: before } = earlier;
  if (!before || !hasBootloader(before) || !isLayout(before) || !isLayout(configuration)) return;
  const moved = compare(memoryMap(before), memoryMap(configuration)).changes.filter(({ strands }) => strands);
  const [first, ...others] = inOrder(moved);
  const at = first && (spanOf(first) ?? cause(before, configuration));
  if (!first || !at) return;
  yield {
    message: `devices that run what ${called} builds cannot follow: ${said(first, called)}`,
    at: { span: at, text: spanOf(first) ? `not so in ${called}` : `new since ${called}, and no file pins the layout` },
    because: [
      ...others.map((one) => reason(said(one, called), deciding(one, one.after))),
      ...costs([first, ...others]),
    ],
    help: 'keep the layout that devices in the field have; ncslint lock writes down what a release fixes, and is asked from then on',
  };
}

function* betweenVariants(configuration: Configuration): Iterable<Finding> {
  const other = counterpart(configuration);
  if (!other) return;
  const changes = compare(memoryMap(other), memoryMap(configuration)).changes.filter(
    ({ strands, role }) => strands && /^(slot|bootloader|pad)$/.test(role),
  );
  const [first, ...others] = inOrder(changes);
  const span = first && spanOf(first);
  if (!first || !span) return;
  const called = other.suffix === undefined ? 'the build without a suffix' : `the build ${other.suffix}`;
  const there = projectSpan(deciding(first, first.before));
  yield {
    severity: 'info',
    message: `devices with ${called} cannot be updated with ${configuration.suffix}: ${said(first, called)}`,
    at: { span, text: `not so in ${called}` },
    ...(there ? { related: [{ span: there, text: 'what devices with the other build have' }] } : {}),
    because: [...others.map((one) => reason(said(one, called), deciding(one, one.after))), ...costs([first])],
    help: 'give both builds one layout, as large as the larger bootloader needs, or never update the one with the other',
  };
}

/** Devices are updated at all. */
const hasBootloader = (configuration: Configuration): boolean =>
  is(configuration.has('mcuboot'), true) || is(hasFirstStage(configuration), true);

/** A file that Partition Manager refuses has made no device. */
function isLayout({ partitions: { file, layout } }: Configuration): boolean {
  const isRefused = !layout.known && layout.missing.startsWith('a layout, for Partition Manager finds none');
  return !isRefused && (!file || file.problems.length + file.shape.length === 0);
}

/** Those with a line of the user's first, in the order of their addresses. */
const inOrder = (changes: readonly Change[]): readonly Change[] => [
  ...changes.filter((one) => spanOf(one)),
  ...changes.filter((one) => !spanOf(one)),
];

/** The address, or the size where only that is different. */
const deciding = ({ before, after }: Change, side: Place | undefined): Origin | undefined =>
  before?.memory === after?.memory && before?.start === after?.start ? side?.area.sizeOrigin : side?.area.origin;

const spanOf = (change: Change): Span | undefined => projectSpan(deciding(change, change.after));

const said = ({ name, before, after }: Change, called: string): string =>
  `${name} is ${placeText(before!)} in ${called}, and ${after ? `${placeText(after)} here` : 'gone here'}`;

/** What each kind of change means, once. */
function costs(changes: readonly Change[]): readonly Reason[] {
  const found = new Map<string, string>();
  for (const one of changes) {
    const kind = `${one.role} ${one.after === undefined}`;
    if (!found.has(kind)) found.set(kind, costOf({ ...one, isGone: one.after === undefined }));
  }
  return [...found.values()].map((text) => reason(text));
}

/** Where no line says the layout: a new line of a fragment, sooner one that has to do with partitions. */
function cause(before: Configuration, { fragments }: Configuration): Span | undefined {
  const text = (path: string, { symbol, value }: FragmentAssignment): string => `${path} ${symbol}=${value}`;
  const old = new Set(
    before.fragments.flatMap(({ source, assignments }) => assignments.map((one) => text(source.path, one))),
  );
  const added = fragments.flatMap(({ source, assignments }) =>
    assignments.filter((one) => !old.has(text(source.path, one))),
  );
  return (added.find(({ symbol }) => DIVIDING.test(symbol)) ?? added[0])?.span;
}

const DIVIDING = /^(SB_)?CONFIG_(PM_|BOOT|MCUBOOT|SECURE_BOOT|SETTINGS|NVS|ZMS|FCB|FILE_SYSTEM|BUILD_WITH_TFM|TFM_)/;

/** The first build of the same product, which differs in debugging only and updates in the same way. */
function counterpart(configuration: Configuration): Configuration | undefined {
  const { suffix = '', board, partitions, variants } = configuration;
  const path = partitions.file?.own ? partitions.file.path : undefined;
  if (suffix === '' || path === undefined) return undefined;
  const alike = variants.filter(
    (other) =>
      (other.suffix ?? '') < suffix &&
      productOf(other.suffix) === productOf(suffix) &&
      other.partitions.file?.own === true &&
      other.partitions.file.path !== path &&
      board.known &&
      valueOf(other.board) === board.value,
  );
  if (alike.length === 0 || !isLayout(configuration)) return undefined;
  const way = wayOfUpdating(configuration);
  return way === undefined ? undefined : alike.find((other) => isLayout(other) && wayOfUpdating(other) === way);
}

/** A suffix without the words that say how the build is debugged: `release_fast_pair` is `fast_pair`. */
const productOf = (suffix = ''): string =>
  suffix
    .split(/[_-]/)
    .filter((word) => !/^(debug|dbg|dev|development|release|rel|prod|production)$/.test(word))
    .join('_');

/** Bootloaders, mode, signature, images and the memory of the second slot; undefined where one of them is not known. */
function wayOfUpdating(configuration: Configuration): string | undefined {
  if (!is(configuration.has('mcuboot'), true)) return undefined;
  const entries = released(configuration);
  const second = valueOf(
    entries.find(({ key }) => key === 'slot mcuboot_secondary')?.value ?? { known: false, missing: '' },
  );
  const settings = ['boot', 'images', 'signature', 'swap'].map((name) => {
    const entry = entries.find(({ key }) => key === name);
    return entry && valueOf(entry.value);
  });
  if (second === undefined || settings.includes(undefined)) return undefined;
  return [second.split(' ')[0], ...settings].join(' ');
}
