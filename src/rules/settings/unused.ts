import { image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { defineRule, reason } from '../rule.ts';

export default defineRule({
  id: 'settings/unused',
  severity: 'info',
  about: () => ({
    summary: 'A settings partition has a settings subsystem that uses it.',
    why: `
The partition is only reserved space while \`CONFIG_SETTINGS\` is off: nothing in the application opens it. That is
harmless, and worth knowing when space is scarce, or when settings were expected to survive a reset.`,
    sources: ['nrf/subsys/partition_manager/CMakeLists.txt:56-58 (2.4.0)', 'nrf/include/flash_map_pm.h:30-39 (2.4.0)'],
  }),

  *check(configuration) {
    const app = image(configuration, 'app');
    const partition = configuration.partitions.partitions.find(({ name }) => name === 'settings_storage');
    const span = partition?.nameSpan;
    if (!app || !span) return;
    const settings = app.kconfig.bool('CONFIG_SETTINGS');
    if (
      !is(settings, false) ||
      !is(app.kconfig.bool('CONFIG_NVS'), false) ||
      !is(app.kconfig.bool('CONFIG_FCB'), false)
    )
      return;
    yield {
      severity: 'info',
      message: 'settings_storage is reserved, and nothing in the application uses it',
      at: { span, text: 'unused' },
      because: [reason('CONFIG_SETTINGS is off in the application', settings)],
      help: 'leave it where devices in the field have it; else enable CONFIG_SETTINGS, or give the space to another partition',
    };
  },
});
