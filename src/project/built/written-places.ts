import type { Origin } from '../../diagnostic/origin.ts';
import { type StatedPlace, statedPlaces } from '../../syntax/devicetree-places.ts';
import { isAbsolute, join, normalize } from '../../text/paths.ts';
import type { Workspace } from '../workspace.ts';
import { relocated } from './relocated.ts';

/** Where a build was made, and of what. */
interface Making {
  /** The sources of the application on that machine. */
  readonly source: string | undefined;
  /** Here. */
  readonly root: string;
  /** The workspace of the SDK on that machine. */
  readonly topdir: string | undefined;
  readonly version: string;
}

/**
 * Turns the place of a line of a `zephyr.dts` into the place that the line says it was written at: in a file of the project that
 * is here, or of the SDK. Undefined where it does not say, or nobody has the file.
 */
export function writtenPlaces(
  workspace: Workspace,
  path: string,
  making: Making,
): (line: Origin) => Origin | undefined {
  let places: ReadonlyMap<number, StatedPlace> | undefined;
  return (origin) => {
    places ??= workspace.parsed(path, statedPlaces) ?? new Map();
    const place = places.size === 0 ? undefined : places.get(lineOf(origin));
    if (!place) return undefined;
    const { topdir = '/', source, root, version } = making;
    const there = isAbsolute(place.path) ? normalize(place.path) : join(topdir, place.path);
    const moved = source === undefined ? undefined : relocated(there, source, root);
    // An argument may have named it from the folder of the application.
    const here = [moved, join(root, place.path)].find((one) => one !== undefined && workspace.isFile(one));
    if (here !== undefined) return lineIn(workspace, here, place.line);
    return /^(zephyr|nrf|bootloader|modules)\//.test(place.path)
      ? { kind: 'sdk', sdk: version, path: place.path, line: place.line }
      : undefined;
  };
}

const lineOf = (origin: Origin): number =>
  origin.kind === 'sdk'
    ? origin.line
    : origin.kind === 'project'
      ? origin.span.file.position(origin.span.start).line
      : 0;

/** The line without the blanks around it; a file that has become shorter has none. */
function lineIn(workspace: Workspace, path: string, line: number): Origin | undefined {
  const file = workspace.source(path);
  const text = file?.line(line) ?? '';
  if (!file || text.trim() === '') return undefined;
  const start = file.lineStart(line) + text.length - text.trimStart().length;
  return { kind: 'project', span: file.span(start, file.lineStart(line) + text.trimEnd().length) };
}
