import { image } from '../../model/application.ts';
import { isNot } from '../../model/fact.ts';
import { CHOSEN, externalFlash } from '../../model/flash/external-flash.ts';
import { addOverlay, defineRule, originOf, projectSpan, reason } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'external-flash/chosen-disabled',
  severity: 'error',
  summary: 'The node that `nordic,pm-ext-flash` chooses is enabled.',
  why: `
Partition Manager makes the region for a disabled node, too. But the option that moves the secondary slot there needs an
enabled one, and so does the driver: the secondary slot silently stays in internal flash, or the partitions of the region
get no entry in the flash map.`,
  sources: [
    'zephyr/scripts/kconfig/kconfigfunctions.py:74-83 (2.4.0)',
    'nrf/subsys/partition_manager/Kconfig:158-165 (2.4.0)',
  ],

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
      message: `${called(node)} is chosen as ${CHOSEN}, but its status is "${node.status.value}"`,
      at: { span, text: 'chosen here' },
      because: [reason(`${called(node)} is switched off`, node.status)],
      fixes: [
        addOverlay(
          app,
          `${called(node).startsWith('&') ? called(node) : `&{${node.path}}`} {\n\tstatus = "okay";\n};\n`,
        ),
      ],
    };
  },
});
