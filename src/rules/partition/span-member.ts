import { isKnownPartition } from '../../model/partitions/names.ts';
import { closest } from '../../text/similar.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'partition/span-member',
  severity: 'warning',
  about: () => ({
    summary: 'The members of a container exist.',
    why: `
Partition Manager does not look at the members of a static container. A name that belongs to no partition is usually a
slip: the partition that was meant is no part of the container, for people and for scripts that read the file.`,
    exceptions: `
Members may be dynamic partitions: every name that an image or a subsystem of the SDK brings along is taken for one.
Nothing is said where the application brings partitions of its own (\`pm.yml\`).`,
    sources: ['nrf/scripts/partition_manager.py:854-871 (2.4.0)'],
  }),

  *check({ partitions: table }) {
    if (!table.file?.own || table.ownPartitions) return;
    const names = table.partitions.map(({ name }) => name);
    for (const { name: container, members = [], nameSpan, spanOfMember } of table.partitions) {
      for (const member of new Set(members)) {
        const span = spanOfMember(member) ?? nameSpan;
        if (names.includes(member) || isKnownPartition(member) || !span) continue;
        const near = closest(member, names);
        yield {
          message: `${container} spans ${member}, and there is no such partition`,
          at: { span, text: near === undefined ? 'no partition has this name' : `did you mean ${near}?` },
          help: near === undefined ? 'delete the name, or add the partition' : `write ${near}, or add ${member}`,
        };
      }
    }
  },
});
