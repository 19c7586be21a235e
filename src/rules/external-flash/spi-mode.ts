import { is, valueOf } from '../../model/fact.ts';
import { flashNodes } from '../../model/flash/flash-nodes.ts';
import { defineRule, projectSpan, reason } from '../rule.ts';
import { called, imageName } from '../wording.ts';

export default defineRule({
  id: 'external-flash/spi-mode',
  severity: 'error',
  about: () => ({
    summary: 'A flash on QSPI has both `cpol` and `cpha`, or neither.',
    why: `
The QSPI peripheral knows SPI mode 0 and mode 3 only. The two properties together ask for mode 3; the build stops at one of
them alone: "Invalid combination of "cpol" and "cpha" properties".`,
    exceptions: 'An image without the driver, `CONFIG_NORDIC_QSPI_NOR`, which builds all the same.',
    sources: [
      'zephyr/drivers/flash/nrf_qspi_nor.c:134-137 (2.4.0)',
      'zephyr/dts/bindings/mtd/nordic,qspi-nor.yaml:82-92 (2.4.0)',
    ],
  }),

  *check(configuration) {
    for (const { image, node } of flashNodes(configuration)) {
      if (!valueOf(node.compatible)?.includes('nordic,qspi-nor')) continue;
      const [cpol, cpha] = [node.property('cpol'), node.property('cpha')];
      if (!cpol.known || !cpha.known || !cpol.value === !cpha.value) continue;
      const driver = image.kconfig.bool('CONFIG_NORDIC_QSPI_NOR');
      if (!is(driver, true)) continue;
      const [has, lacks, stated] = cpol.value ? ['cpol', 'cpha', cpol] : ['cpha', 'cpol', cpha];
      const span = projectSpan(stated, cpol, cpha, ...node.origins);
      if (!span) continue;
      yield {
        message: `the build of ${imageName(image)} stops: ${called(node)} has ${has} without ${lacks}`,
        at: { span, text: 'the peripheral knows mode 0 and mode 3 only' },
        because: [reason('the driver of the flash asks for both or neither', driver)],
        help: `add ${lacks} for mode 3, or delete ${has} for mode 0, which every flash understands`,
      };
    }
  },
});
