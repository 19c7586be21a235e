import { is } from '../../model/fact.ts';
import { defineRule, reason, remove, sdkLine } from '../rule.ts';

export default defineRule({
  id: 'kconfig/do-not-set',
  severity: 'warning',
  about: () => ({
    summary: 'What the build decides is left to the build.',
    why: `
With Partition Manager an image is linked to the address and the size of its partition. \`CONFIG_FLASH_LOAD_OFFSET\` and
\`CONFIG_FLASH_LOAD_SIZE\` have no say then, and who reads them is led to a wrong address. \`CONFIG_PARTITION_MANAGER_ENABLED\`
only tells that Partition Manager is there: the build sets it for every image, and code that believes another value looks
for partitions that do not exist.`,
    exceptions: `
Silent where nobody knows whether Partition Manager divides the memory, and for lines that say what is the case anyway. With
sysbuild \`sysbuild/option-overridden\` tells of CONFIG_PARTITION_MANAGER_ENABLED.`,
    sources: [
      'zephyr/include/zephyr/arch/arm/aarch32/cortex_m/scripts/linker.ld:29-67 (2.4.0)',
      'nrf/subsys/partition_manager/Kconfig:9-16 (2.4.0)',
      'nrf/subsys/partition_manager/partition_manager_enabled.conf:7 (2.4.0)',
    ],
  }),

  *check(configuration) {
    if (!is(configuration.partitionManager, true)) return;
    const linker = 'zephyr/include/zephyr/arch/arm/aarch32/cortex_m/scripts/linker.ld';
    for (const { name: image, fragments } of configuration.images) {
      for (const { symbol, value, span } of fragments.flatMap(({ assignments }) => assignments)) {
        const isLoad = symbol === 'CONFIG_FLASH_LOAD_OFFSET' || symbol === 'CONFIG_FLASH_LOAD_SIZE';
        const isOff = symbol === 'CONFIG_PARTITION_MANAGER_ENABLED' && value === 'n' && !configuration.sysbuild;
        if (!isLoad && !isOff) continue;
        yield {
          message: isLoad
            ? `${symbol}=${value} has no effect: Partition Manager places the ${image} image`
            : `${symbol}=n does not switch Partition Manager off, it hides it from the code`,
          at: { span, text: isLoad ? 'not used' : 'the build decides this one' },
          because: [
            isLoad
              ? reason('the image is linked to PM_ADDRESS and PM_SIZE', sdkLine(configuration, linker, 50))
              : reason(
                  'the option only tells that Partition Manager is there',
                  sdkLine(configuration, 'nrf/subsys/partition_manager/Kconfig', 16),
                ),
          ],
          help: isLoad ? 'set address and size in pm_static.yml' : 'delete the line',
          fixes: [remove('delete the line', 'unsafe', span)],
        };
      }
    }
  },
});
