import { image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { releaseOf } from '../../model/release.ts';
import { defineRule, projectSpan, reason, sdkLine } from '../rule.ts';

export default defineRule({
  id: 'settings/external-needs-static',
  severity: 'error',
  about: () => ({
    summary: 'Settings in the external flash have a static partition.',
    why: `
From NCS 2.1 to 2.4 the dynamic \`settings_storage\` has no size when it is moved to the external flash: the line lies in the
wrong branch of its \`pm.yml\`. The build ends in a Python traceback (\`KeyError: 'size'\`).`,
    exceptions: 'NCS 2.5 has repaired it.',
    sources: [
      'nrf/subsys/partition_manager/pm.yml.settings:3-12 (2.4.0)',
      'nrf/scripts/partition_manager.py:772-773 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const app = image(configuration, 'app');
    const release = releaseOf(configuration.version);
    if (!app || release?.major !== 2 || release.minor < 1 || release.minor > 4) return;
    if (configuration.partitions.partitions.some(({ name }) => name === 'settings_storage')) return;
    const external = app.kconfig.bool('CONFIG_PM_PARTITION_REGION_SETTINGS_STORAGE_EXTERNAL');
    const used = [app.kconfig.bool('CONFIG_SETTINGS_NVS'), app.kconfig.bool('CONFIG_SETTINGS_FCB')];
    const span = is(external, true) ? projectSpan(external) : undefined;
    if (!span || !used.some((fact) => is(fact, true))) return;
    yield {
      message:
        "the build ends in a traceback, KeyError: 'size': settings in the external flash need a static partition",
      at: { span, text: 'moves settings_storage to external_flash' },
      because: [
        reason(
          'the dynamic partition has a size in the internal flash only',
          sdkLine(configuration, 'nrf/subsys/partition_manager/pm.yml.settings', 6),
        ),
      ],
      help: 'add to pm_static.yml, behind the other partitions of external_flash:\nsettings_storage: {address: 0x..., size: 0x2000, region: external_flash}',
    };
  },
});
