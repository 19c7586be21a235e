import { renderComparison, renderComparisonJson } from '../report/map/comparison.ts';
import { compareSides, type Side } from '../show/map-comparison.ts';
import { visible } from '../text/visible.ts';
import { colorLevel } from './color-level.ts';
import type { Settings } from './command.ts';
import { otherSide } from './other-side.ts';
import type { Prepared } from './prepare.ts';
import { withSecondWitness } from './second-witness.ts';
import type { Surroundings } from './surroundings.ts';
import { version } from './version.ts';
import { writeOutputs } from './write-outputs.ts';

/**
 * `ncslint map --compare <other> [path...]`. Returns the exit code: 1 when something that devices in the field rely on lies
 * elsewhere, is gone, or may be; 2 where the other side is not there, or nothing is on both sides.
 */
export async function compareMaps(
  prepared: Prepared,
  other: string,
  settings: Settings,
  surroundings: Surroundings,
): Promise<number> {
  const { env, out, err } = surroundings;
  const sides = await otherSide(other, prepared, settings, surroundings);
  if ('problem' in sides) {
    err.write(`ncslint: ${sides.problem}\n`);
    return 2;
  }
  const drawn = settings.outputs.find(({ format }) => !['pretty', 'json'].includes(format));
  if (drawn) {
    err.write(`ncslint: --compare prints pretty or json, not ${drawn.format}\n`);
    return 2;
  }
  const report = await withSecondWitness(() => compareSides(sides.before, sides.after));
  const isWritten = await writeOutputs(settings.outputs, surroundings, async (format, isPrinted) =>
    format === 'json'
      ? renderComparisonJson(report, { tool: { name: 'ncslint', version } })
      : renderComparison(report, {
          colorLevel: colorLevel(settings.color, env, isPrinted && out.isTTY === true),
          width: out.columns ?? 80,
        }),
  );
  const unread = report.skipped.filter(({ fails }) => fails);
  for (const { path, why } of unread) err.write(`ncslint: ${visible(path)} ${visible(why)}\n`);
  if (!isWritten || unread.length > 0 || report.comparisons.length === 0) return 2;
  const isHarmless = report.comparisons.every(
    ({ changes, unknown }) => unknown.length === 0 && !changes.some(({ strands }) => strands),
  );
  return isHarmless ? 0 : 1;
}

/** The two sides of a comparison, the older one first. */
export interface Sides {
  readonly before: Side;
  readonly after: Side;
}
