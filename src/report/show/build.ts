import type { BuildAnswer, ShownConfiguration, ShownImage } from '../../diagnostic/show.ts';
import { visible } from '../../text/visible.ts';
import { type Entry, entryLines, fileEntry, grouped, noteLines, placeText, type ShowPage } from './lines.ts';

/** What a configuration is, and the files of its images in the order they are read. */
export const buildLines = (answer: BuildAnswer, configuration: ShownConfiguration, page: ShowPage): string[] => [
  ...entryLines([...aboutConfiguration(configuration), ...aboutBuild(answer)], 2, page),
  ...answer.images.flatMap((image) => ['', ...imageLines(image, page)]),
  ...noteLines(answer.notes, 2, page),
];

/** As the report of a run says it. */
function aboutConfiguration(configuration: ShownConfiguration): readonly Entry[] {
  const { board, sdk, era, suffix, assumed, why } = configuration;
  return [
    { key: 'board', text: board ? because(board.value, board.why) : 'not known' },
    { key: 'SDK', text: sdk ? because(`NCS ${sdk.value} (${sdk.source})`, sdk.why) : 'not known' },
    {
      key: 'build',
      text: era ? because(era.value === 'sysbuild' ? 'sysbuild' : 'child images', era.why) : 'not known',
    },
    ...(suffix === undefined ? [] : [{ key: 'suffix', text: suffix }]),
    ...(configuration.arguments.length > 0 ? [{ key: 'arguments', text: configuration.arguments.join(' ') }] : []),
    ...(why === '' || why === board?.why ? [] : [{ key: 'built', text: why }]),
    // The SDK has its reason in its own row.
    ...assumed
      .filter((one) => one.why !== sdk?.why)
      .map((one) => ({ key: 'assumed', text: because(`${one.what}: ${one.value}`, one.why) })),
  ];
}

const because = (value: string, why: string): string => (why === '' ? value : `${value}, ${why}`);

function aboutBuild({ staticFile, networkStaticFile, sysbuild, missing, possible }: BuildAnswer): readonly Entry[] {
  return [
    ...sysbuild.map((file) => fileEntry('sysbuild', file)),
    ...[staticFile, networkStaticFile].flatMap((file) => (file ? [fileEntry('static file', file)] : [])),
    ...missing.map((file) => fileEntry('not found', file)),
    ...perhaps(possible),
  ];
}

/** Images that lack the same knowledge stand together. */
function perhaps(possible: BuildAnswer['possible']): readonly Entry[] {
  const reasonOf = ({ name, missing }: BuildAnswer['possible'][number]): string =>
    missing === `whether ${name} is part of the build` ? 'nobody knows yet' : `needs ${missing}`;
  return [...grouped(possible, reasonOf)].map(([reason, images]) => ({
    key: 'perhaps',
    text: `${images.map(({ name }) => name).join(', ')} (${reason})`,
  }));
}

function imageLines(image: ShownImage, page: ShowPage): string[] {
  const { name, kind, board, isPart, fragments, overlays, missing, assignments, places } = image;
  const about = [kind, board].filter((part) => part !== undefined).join(', ');
  return [
    `  ${page.ink.bold(visible(name))}${about === '' ? '' : visible(` (${about})`)}`,
    ...entryLines(
      [
        ...presence(isPart),
        ...fragments.map((file) => fileEntry('Kconfig', file)),
        ...assignments.map((text) => ({ key: 'Kconfig', text })),
        ...overlays.map((file) => fileEntry('devicetree', file)),
        ...missing.map((text) => ({ key: 'missing', text })),
        { key: 'to add', text: `${places.fragment}, ${places.overlay}` },
      ],
      4,
      page,
    ),
  ];
}

/** Why an image is part of the build, or that it is not; nothing for the application, which always is. */
function presence({ value, missing, place }: ShownImage['isPart']): readonly Entry[] {
  const at = place?.kind === 'argument' ? undefined : placeText(place);
  if (value === undefined) return [{ key: 'built', text: `not known: needs ${missing}` }];
  if (!value) return [{ key: 'built', text: 'no: its files are not read', place: placeText(place) }];
  if (!place) return [];
  return [{ key: 'built', text: `yes, by ${'text' in place ? place.text : 'the SDK'}`, place: at }];
}
