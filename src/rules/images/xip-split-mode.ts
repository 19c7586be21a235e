import { lastWritten } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { defineRule, reason, setSysbuild } from '../rule.ts';

const OPTION = 'SB_CONFIG_QSPI_XIP_SPLIT_IMAGE';
const OVERWRITE = 'SB_CONFIG_MCUBOOT_MODE_OVERWRITE_ONLY';

export default defineRule({
  id: 'images/xip-split-mode',
  severity: 'error',
  about: () => ({
    summary: 'A split image that runs from QSPI flash has an update mode that supports it.',
    why: `
From NCS 2.8 on the part of the application that runs from QSPI flash can only be overwritten, or run in place: MCUboot
cannot swap it. With the default mode, which swaps, \`${OPTION}\` becomes n. The application is linked as a whole, into
internal flash, and the second image is missing. The SDK's own guide still shows a configuration without a mode.`,
    sources: [
      'nrf/sysbuild/Kconfig.xip:11-15 (3.3.99)',
      'nrf/doc/nrf/app_dev/bootloaders_dfu/qspi_xip_split_image.rst:123-140 (3.3.99)',
    ],
  }),

  *check({ sysbuild }) {
    if (!sysbuild) return;
    const written = lastWritten(sysbuild, OPTION);
    if (written?.value !== 'y' || !is(sysbuild.kconfig.bool(OPTION), false)) return;
    const mode = sysbuild.kconfig.unmet(OPTION).find(({ symbols }) => symbols.includes('MCUBOOT_MODE_OVERWRITE_ONLY'));
    if (!mode) return;
    yield {
      message: 'the image is not split: MCUboot is in a mode that cannot update the part in QSPI flash',
      at: { span: written.span, text: 'has no effect' },
      because: [reason('it takes the mode overwrite only, or direct XIP', mode.fact)],
      fixes: [setSysbuild(sysbuild, { [OVERWRITE]: 'y' })],
    };
  },
});
