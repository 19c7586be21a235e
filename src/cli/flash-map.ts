import { renderMap } from '../report/map/pretty.ts';
import { boxes } from '../report/map/strokes.ts';
import { flashMaps } from '../show/flash-map.ts';
import type { Prepared } from './prepare.ts';

/** The maps of every configuration as plain text, without the findings, which stand beside it. */
export const flashMap = ({ workspace, options }: Prepared): string =>
  renderMap(flashMaps(workspace, options), { colorLevel: 0, width: 100, strokes: boxes });
