import type { MapReport, ShownMap } from '../../src/diagnostic/flash-map.ts';
import type { LintOptions } from '../../src/lint/lint.ts';
import { lint } from '../../src/lint/lint.ts';
import { Workspace } from '../../src/project/workspace.ts';
import { renderMap } from '../../src/report/map/pretty.ts';
import { boxes, type Strokes } from '../../src/report/map/strokes.ts';
import { flashMaps } from '../../src/show/flash-map.ts';
import { memoryFiles } from '../../src/text/memory-files.ts';
import { type Files, shippedKnowledge } from '../linting.ts';

/** The maps of an application given as files in memory, findings included; with NCS 2.4.0 on an nRF52840 DK unless told otherwise. */
export function mapsOf(files: Files, options: Partial<LintOptions> = {}): MapReport {
  const inMemory = memoryFiles(Object.fromEntries(Object.entries(files).map(([path, text]) => [`/app/${path}`, text])));
  const workspace = new Workspace(inMemory, ['/app'], (path) => (path === '/app' ? '.' : path.replace(/^\/app\//, '')));
  const all = { paths: ['/app'], facts: shippedKnowledge, version: '2.4.0', board: 'nrf52840dk_nrf52840', ...options };
  return flashMaps(workspace, all, lint(workspace, all).diagnostics);
}

/** The map of an application with one configuration. */
export const mapOf = (...asked: Parameters<typeof mapsOf>): ShownMap => mapsOf(...asked).applications[0]!.maps[0]!;

/** As a terminal of 80 columns without colours shows it. */
export const drawn = (report: MapReport, strokes: Strokes = boxes): string =>
  renderMap(report, { colorLevel: 0, width: 80, strokes });

/** `flash_primary 0xc000..0xc200 mcuboot_pad`: the parts of all memories. */
export const partsIn = ({ memories }: ShownMap): string[] =>
  memories.flatMap(({ name, parts }) =>
    parts.map(
      ({ start, end, kind, names }) =>
        `${name} 0x${start.toString(16)}..0x${end.toString(16)} ${names.join(' + ') || kind}${kind === 'outside' ? ' (outside)' : ''}`,
    ),
  );
