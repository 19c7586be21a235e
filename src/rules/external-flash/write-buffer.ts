import { is } from '../../model/fact.ts';
import { changeKconfig, defineRule, projectSpan, reason } from '../rule.ts';
import { imageName } from '../wording.ts';

const SYMBOL = 'CONFIG_NORDIC_QSPI_NOR_STACK_WRITE_BUFFER_SIZE';

export default defineRule({
  id: 'external-flash/write-buffer',
  severity: 'error',
  about: () => ({
    summary: 'The QSPI driver has a buffer for data that lies in internal flash, a multiple of four bytes.',
    why: `
QSPI cannot read the internal flash while it writes, so the driver copies constants into a buffer on the stack first, four
bytes by default. With a size of 0 it refuses them: the mark that MCUboot writes behind an update is such a constant. A size
that is no multiple of four ends the build.`,
    exceptions:
      'Nothing need be set: four bytes work. Only what a fragment of yours assigns, and only with the driver on.',
    sources: [
      'zephyr/drivers/flash/nrf_qspi_nor.c:1051-1085 (2.4.0)',
      'zephyr/drivers/flash/Kconfig.nordic_qspi_nor:30-39 (2.4.0)',
    ],
  }),

  *check({ images }) {
    for (const image of images) {
      const { kconfig } = image;
      const line = kconfig.assigned(SYMBOL).at(-1);
      const span = line && projectSpan(line.origin);
      const driver = span && kconfig.bool('CONFIG_NORDIC_QSPI_NOR');
      if (!span || !driver || !kconfig.closed.known || !is(driver, true)) continue;
      if (!/^\d+$/.test(line.value) || (line.value !== '0' && Number(line.value) % 4 === 0)) continue;
      const isNone = Number(line.value) === 0;
      yield {
        severity: isNone ? 'warning' : 'error',
        message: isNone
          ? `${imageName(image)} cannot write what lies in internal flash to the QSPI flash: the buffer has no bytes`
          : `the build of ${imageName(image)} stops: the write buffer of the QSPI driver has ${line.value} bytes, no multiple of 4`,
        at: { span, text: isNone ? 'switches the buffer off' : 'no multiple of 4' },
        because: [reason('CONFIG_NORDIC_QSPI_NOR is y', driver)],
        fixes: [changeKconfig(image, SYMBOL, String(Math.max(4, Math.ceil(Number(line.value) / 4) * 4)))],
      };
    }
  },
});
