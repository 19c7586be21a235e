import { image, lastWritten } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { defineRule, nothingAt, reason, setSysbuild } from '../rule.ts';

const OPTION = 'SB_CONFIG_BOOTLOADER_MCUBOOT';

export default defineRule({
  id: 'sysbuild/bootloader-not-enabled',
  severity: 'error',
  about: () => ({
    summary: 'The bootloader that the application asks for is enabled in sysbuild.',
    why: `
With child images \`CONFIG_BOOTLOADER_MCUBOOT=y\` in prj.conf built MCUboot. Sysbuild asks only its own
\`SB_CONFIG_BOOTLOADER_MCUBOOT\`, and forces what it finds upon the application: the line in prj.conf becomes n, and all the
build says is that the symbol was "set more than once". There is no bootloader in \`merged.hex\`, the application is not
signed, and it starts where the bootloader should be: the first update has nowhere to go.`,
    exceptions: `
Silent where another file of the application, a scenario in \`sample.yaml\` or a preset, sets \`${OPTION}\`: then
this build is probably meant without a bootloader. Silent also where nothing but the name of the board says that the
build uses sysbuild, and with NCS 2.7 where no file of sysbuild is there: outside of the SDK that release still builds child
images unless asked. Up to 2.9 the same goes for a scenario with \`sysbuild: false\`, and for a project whose README, script or
CI builds with \`--no-sysbuild\`.`,
    sources: [
      'zephyr/share/sysbuild/image_configurations/MAIN_image_default.cmake:8 (3.3.99)',
      'zephyr/share/sysbuild/images/bootloader/Kconfig:13-21 (3.3.99)',
      'nrf/doc/nrf/releases_and_maturity/migration/migration_sysbuild.rst:113-124 (3.3.99)',
    ],
  }),

  *check(configuration) {
    const { sysbuild } = configuration;
    const app = image(configuration, 'app');
    if (!sysbuild?.evident || !app) return;
    const asked = lastWritten(app, 'CONFIG_BOOTLOADER_MCUBOOT');
    const built = sysbuild.kconfig.bool(OPTION);
    if (asked?.value !== 'y' || !is(built, false) || sysbuild.isSetElsewhere(OPTION, 'y')) return;
    const forced = sysbuild.forced('app').find(({ symbol }) => symbol === 'BOOTLOADER_MCUBOOT');

    yield {
      message: `no bootloader is built: sysbuild decides about MCUboot, and ${OPTION} is not set`,
      at: { span: asked.span, text: 'asks for MCUboot, without effect' },
      because: [
        reason(`sysbuild builds MCUboot where ${OPTION} is y, and it is n`, built),
        ...nothingAt(configuration, sysbuild.place, 'there is no configuration of sysbuild'),
        ...(forced ? [reason('sysbuild forces the same value upon the application', forced.at)] : []),
      ],
      fixes: [setSysbuild(sysbuild, { [OPTION]: 'y' })],
    };
  },
});
