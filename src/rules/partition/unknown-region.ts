import { unknownRegions } from '../../model/partitions/regions.ts';
import { closest } from '../../text/similar.ts';
import { defineRule, replace } from '../rule.ts';
import { listed } from '../wording.ts';

export default defineRule({
  id: 'partition/unknown-region',
  severity: 'error',
  about: () => ({
    summary: 'Every partition lies in a region that the build has.',
    why: `
Partition Manager works region by region, over the regions the build defines. A partition in any other region is dropped
without a word: the build goes on, and ends in an undeclared \`PM_..._ID\`, or the storage is missing on the device.`,
    exceptions: 'Whether `external_flash` exists is the subject of `external-flash/chosen-missing`.',
    sources: ['nrf/scripts/partition_manager.py:965-975 (2.4.0)', 'nrf/cmake/partition_manager.cmake:190-266 (2.4.0)'],
  }),

  *check(configuration) {
    const names = configuration.partitions.regions.map(({ name }) => name);
    for (const { partition, region } of unknownRegions(configuration.partitions)) {
      const span = partition.spanOf('region');
      if (!span) continue;
      const meant = closest(region, names);
      yield {
        message: `there is no region ${region}: Partition Manager drops ${partition.name} without a word`,
        at: { span, text: meant === undefined ? 'no region of this build' : `did you mean ${meant}?` },
        help: `regions are ${listed(names)}`,
        ...(meant !== undefined && { fixes: [replace(`write ${meant}`, 'unsafe', span, `region: ${meant}`)] }),
      };
    }
  },
});
