import { image } from '../../model/application.ts';
import { isNot } from '../../model/fact.ts';
import { externalFlash } from '../../model/flash/external-flash.ts';
import { addOverlay, defineRule, originOf, projectSpan, reason } from '../rule.ts';
import { called } from '../wording.ts';
import { enabling } from './enabling.ts';

export default defineRule({
  id: 'external-flash/chosen-disabled',
  severity: 'error',
  about: () => ({
    summary: 'The node that `nordic,pm-ext-flash` chooses is enabled.',
    why: `
Partition Manager makes the region for a disabled node, too. But the option that moves the secondary slot there needs an
enabled one, and so does the driver: the secondary slot silently stays in internal flash, and the partitions of the region
get no entry in the flash map.`,
    sources: [
      'zephyr/scripts/kconfig/kconfigfunctions.py:74-83 (2.4.0)',
      'nrf/subsys/partition_manager/Kconfig:158-164 (2.4.0)',
      'nrf/subsys/partition_manager/flash_map_partition_manager.c:32-34 (2.4.0)',
      'zephyr/drivers/flash/Kconfig.nor:4-7 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const app = image(configuration, 'app');
    if (!app) return;
    const chosen = externalFlash(app);
    if (!chosen.known || !chosen.value) return;
    const node = chosen.value;
    if (!isNot(node.status, 'okay')) return;
    const span = projectSpan(originOf(chosen), node.status);
    if (!span) return;
    yield {
      message: `nothing can open a partition in external_flash: ${called(node)}, which is chosen for it, is not enabled`,
      at: { span, text: 'chosen here' },
      because: [reason(`its status is "${node.status.value}"`, node.status)],
      fixes: [addOverlay(app, enabling(node))],
    };
  },
});
