import type { Finding } from '../../diagnostic/diagnostic.ts';
import type { Configuration } from '../../model/application.ts';
import type { ShapeProblem } from '../../model/partitions/table.ts';
import { replace } from '../rule.ts';

/** The findings about the shape of the user's static file that are of one kind. */
export function* shapeFindings({ partitions }: Configuration, kind: ShapeProblem['kind']): Iterable<Finding> {
  if (!partitions.file?.own) return;
  for (const problem of partitions.file.shape) {
    if (problem.kind !== kind) continue;
    yield {
      // A number that PyYAML reads, but not as it looks, may be meant.
      ...(problem.accepted && { severity: 'warning' as const }),
      message: problem.message,
      at: { span: problem.span, text: problem.label },
      ...(problem.related && { related: [problem.related] }),
      ...(problem.help !== undefined && { help: problem.help }),
      ...(problem.replacement !== undefined && {
        fixes: [replace(`write ${problem.replacement}`, 'unsafe', problem.span, problem.replacement)],
      }),
    };
  }
}
