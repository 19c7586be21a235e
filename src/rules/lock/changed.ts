import { changesSince } from '../../model/lock/changes.ts';
import { defineRule, projectSpan, reason } from '../rule.ts';

export default defineRule({
  id: 'lock/changed',
  severity: 'error',
  about: () => ({
    summary: 'What `ncslint.lock` holds is as it was released.',
    why: `
An update replaces the application, and nothing else. The bootloader of a device in the field has the slots, the kind of
signature and the way of updating that it was built with, and what the device has stored lies where the release had it. A new
layout works on the desk, where everything is flashed anew; devices in the field refuse the update, or lose what they know.
\`ncslint lock\` writes down what a release fixes for good, to be committed with it.`,
    exceptions: `
Silent where there is no \`ncslint.lock\`, for configurations that it does not name, for what it does not hold, and for what cannot
be known. RAM and the sizes of images are not held: an update brings its own. Where a new layout is wanted, for new devices or
with a new bootloader, \`ncslint lock --update\` says what it costs and writes it down.`,
    sources: [
      'nrf/scripts/partition_manager/partition_manager.rst:721 (2.4.0)',
      'nrf/doc/nrf/releases_and_maturity/migration/migration_guide_3.3.rst:419-421 (3.3.99)',
    ],
  }),

  *check(configuration) {
    const { lock, id } = configuration;
    if (!lock) return;
    for (const { message, span } of lock.problems)
      yield {
        message: `nothing is held by this line of ${lock.source.path}: ${message}`,
        at: { span, text: 'not read' },
      };
    const section = lock.tree.sections.get(id);
    if (!section) return;
    for (const change of changesSince(configuration, section).changes) {
      const line = section.entries.get(change.key)!.span;
      const span = projectSpan(...change.origins);
      yield {
        message: `${change.key} was released as ${change.before}, and ${change.after === undefined ? 'is gone' : `is ${change.after} now`}`,
        at: span
          ? { span, text: 'this changes what devices in the field rely on' }
          : { span: line, text: 'released so' },
        ...(span ? { related: [{ span: line, text: 'released so' }] } : {}),
        because: [reason(change.cost)],
        help: 'keep what was released; for a layout that starts anew, ncslint lock --update says what it costs',
      };
    }
  },
});
