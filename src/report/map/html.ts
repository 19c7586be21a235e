import type {
  MapProblem,
  MapReport,
  ShownContainer,
  ShownMap,
  ShownMemory,
  ShownPart,
} from '../../diagnostic/flash-map.ts';
import { visible } from '../../text/visible.ts';
import type { JsonOptions } from '../json.ts';
import { placeText } from '../show/lines.ts';
import { hex, sizeText } from './numbers.ts';
import { pageScript } from './page-script.ts';
import { pageStyle } from './page-style.ts';
import { titleOf } from './picture.ts';
import { sourceOf } from './pretty.ts';
import { type Tone, toneNames, toneOf } from './tones.ts';

/** The maps as one page that loads nothing: to zoom, in light and dark, by mouse and by keyboard. */
export function renderMapHtml({ applications, skipped }: MapReport, { tool }: JsonOptions): string {
  const maps = applications.flatMap(({ root, maps }) => maps.map((map) => ({ root, map })));
  const several = applications.length > 1;
  const sections = maps.map(({ root, map }, index) => mapSection(several ? root : undefined, map, `m${index + 1}`));
  const none = '<p>Nothing to draw: no application of the nRF Connect SDK was found.</p>';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>Flash map${maps.length === 1 ? ` of ${escaped(idsOf(maps[0]!.map))}` : ''}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
<h1>Flash map</h1>
${legend()}
${sections.join('\n') || none}
${skipped.map(({ path, why }) => `<p class="dim">Skipped: ${escaped(path)} ${escaped(why)}</p>`).join('\n')}
</main>
<footer class="dim">Drawn by ${escaped(tool.name)} ${escaped(tool.version)}. Addresses and sizes in bytes; ends are exclusive.</footer>
<script>${pageScript}</script>
</body>
</html>
`;
}

const idsOf = ({ configurations }: ShownMap): string => configurations.map(({ id }) => id).join(', ');

const legend = (): string =>
  `<ul class="legend" aria-label="Colours">${Object.entries(toneNames)
    .map(([tone, name]) => `<li><i class="${tone}"></i>${name}</li>`)
    .join('')}</ul>`;

function mapSection(root: string | undefined, map: ShownMap, id: string): string {
  const { configurations, memories, problems, unplaced, open } = map;
  const known = configurations[0]?.sdk ? `NCS ${configurations[0].sdk.value}, ` : '';
  const unknown = [
    ...unplaced.map(({ name, missing }) => `Not drawn: ${name} needs ${missing}.`),
    ...(open === undefined ? [] : [`What else is there is not known: needs ${open}.`]),
  ];
  return `<section aria-labelledby="${id}">
<h2 id="${id}">${escaped(root === undefined ? idsOf(map) : `${root}: ${idsOf(map)}`)}</h2>
<p class="dim">${escaped(known + sourceOf(map))}</p>
${memories.map((memory, index) => memorySection(memory, map, `${id}-${index + 1}`, id)).join('\n')}
${unknown.map((sentence) => `<p>${escaped(sentence)}</p>`).join('\n')}
${problems.length > 0 ? `<h3>Problems</h3>\n<ol class="problems">${problems.map((one, index) => problemItem(one, `${id}-p${index + 1}`)).join('\n')}</ol>` : ''}
</section>`;
}

const problemItem = ({ rule, severity, message, file, line }: MapProblem, id: string): string =>
  `<li id="${id}" tabindex="-1"><b class="${severity}">${severity}</b> ${escaped(message)} <small><code>${escaped(file)}:${line}</code> <code>${escaped(rule)}</code></small></li>`;

function memorySection(memory: ShownMemory, map: ShownMap, id: string, mapId: string): string {
  const { parts, containers, eraseBlock } = memory;
  const { problems } = map;
  const start = parts[0]?.start ?? 0;
  const total = (parts.at(-1)?.end ?? 1) - start || 1;
  const title = titleOf(memory);
  const smallest = Math.min(...parts.map((part) => part.end - part.start), total) / total;
  const braces = columns(containers);
  const blocks = eraseBlock === undefined ? '' : ` data-blocks="${total / eraseBlock}"`;
  return `<h3 id="${id}">${escaped(title)}</h3>
<div class="memory" data-smallest="${smallest}"${blocks}>
<div class="picture">
<label class="zoom">Zoom <input type="range" min="0" max="100" value="0" aria-describedby="${id}"></label>
<div class="view" tabindex="0" role="group" aria-label="${escaped(title)}. Plus and minus zoom, the arrow keys move."><div class="track" style="--braces:${braces.length}"><ul>
${parts.map((part, index) => partItem(part, problems, start, total, `${id}-${index}`)).join('\n')}
</ul>
${braces.map((column, index) => column.map((container) => brace(container, index, start, total)).join('\n')).join('\n')}
</div></div>
</div>
<table>
<colgroup><col><col class="number"><col class="number"><col class="size"></colgroup>
<thead><tr><th scope="col">partition</th><th scope="col">from</th><th scope="col">to</th><th scope="col">size</th></tr></thead>
<tbody>
${parts.map((part, index) => partRow(part, map, `${id}-${index}`, mapId)).join('\n')}
${containers
  .map(
    ({ name, start, end, members, problems: marks }) =>
      `<tr class="container"><td>${escaped(name)} ${marked(marks, problems, mapId)}<small>covers ${escaped(members.join(', '))}</small></td>${numbers(start, end)}</tr>`,
  )
  .join('\n')}
</tbody>
</table>
</div>`;
}

/** Containers side by side where they share bytes, the small ones next to what they cover. */
function columns(containers: readonly ShownContainer[]): readonly (readonly ShownContainer[])[] {
  const found: ShownContainer[][] = [];
  for (const one of containers.toSorted((a, b) => a.end - a.start - (b.end - b.start))) {
    const free = found.find((column) => column.every(({ start, end }) => end <= one.start || start >= one.end));
    if (free) free.push(one);
    else found.push([one]);
  }
  return found;
}

/** Where something lies in the picture. */
const placeIn = (one: { readonly start: number; readonly end: number }, start: number, total: number): string =>
  `top:${((one.start - start) / total) * 100}%;height:${((one.end - one.start) / total) * 100}%`;

/** The table says the same in words. */
const brace = (container: ShownContainer, column: number, start: number, total: number): string =>
  `<div class="brace" aria-hidden="true" title="${escaped(`${container.name}, ${sizeText(container.end - container.start)}`)}" style="${placeIn(container, start, total)};--column:${column}"><span>${escaped(container.name)}</span></div>`;

function partItem(part: ShownPart, problems: readonly MapProblem[], start: number, total: number, id: string): string {
  const tone: Tone = toneOf(part);
  const marks = part.problems.map((number) => ({ number, severity: problems[number - 1]!.severity }));
  const worst = marks.find(({ severity }) => severity !== 'info')?.severity;
  const says = [
    `${nameOf(part)}, ${hex(part.start)} to ${hex(part.end)}, ${sizeText(part.end - part.start)}`,
    ...marks.map(({ number, severity }) => `${severity} ${number}`),
  ].join(', ');
  return `<li style="${placeIn(part, start, total)}"><button type="button" id="${id}" class="${[tone, ...(worst ? ['bad'] : [])].join(' ')}" title="${escaped(says)}" aria-label="${escaped(says)}"><span>${escaped(nameOf(part))}${marks.map(({ number }) => ` !${number}`).join('')}<small>${hex(part.start)}, ${sizeText(part.end - part.start)}</small></span></button></li>`;
}

function partRow(part: ShownPart, { problems, by }: ShownMap, id: string, mapId: string): string {
  const { start, end, isAligned, place, kind } = part;
  const isComputed = kind === 'partition' && !place && by === 'partition-manager';
  const notes = [
    ...(isAligned === false ? ['does not begin on an erase block'] : []),
    ...(kind === 'outside' ? ['a place that the memory does not have'] : []),
    ...(place ? [placeText(place)!] : []),
    ...(isComputed ? ['placed by Partition Manager'] : []),
  ];
  return `<tr><td><i class="${toneOf(part)}"></i><button type="button" class="to" data-part="${id}">${escaped(nameOf(part))}</button> ${marked(part.problems, problems, mapId)}<small>${notes.map(escaped).join('; ')}</small></td>${numbers(start, end)}</tr>`;
}

const numbers = (start: number, end: number): string =>
  `<td>${hex(start)}</td><td>${hex(end)}</td><td>${hex(end - start)} <small>${sizeText(end - start)}</small></td>`;

const marked = (marks: readonly number[], problems: readonly MapProblem[], map: string): string =>
  marks
    .map((number) => `<a class="${problems[number - 1]!.severity}" href="#${map}-p${number}">!${number}</a>`)
    .join(' ');

const nameOf = ({ kind, names }: ShownPart): string =>
  names.join(' + ') || (kind === 'open' ? 'free, or not known' : 'free');

const escaped = (text: string): string =>
  visible(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
