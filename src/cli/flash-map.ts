import { renderShow } from '../report/show.ts';
import { inspect } from '../show/inspect.ts';
import type { Prepared } from './prepare.ts';

/** Regions, partitions and slots of every configuration as plain text. */
export const flashMap = ({ workspace, options }: Prepared): string =>
  renderShow(inspect(workspace, options, { kind: 'partitions' }), { colorLevel: 0, width: 100 });
