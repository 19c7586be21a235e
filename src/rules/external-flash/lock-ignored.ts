import { touchedNodes } from '../../model/devicetree/touched.ts';
import { valueOf } from '../../model/fact.ts';
import { defineRule, projectSpan, reason, sdkLine } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'external-flash/lock-ignored',
  severity: 'info',
  about: () => ({
    summary: 'What a chip needs to be written is asked of a driver that does it.',
    why: `
Some chips come up with all of their blocks protected, and refuse to erase and program until they are told otherwise.
\`has-lock\` and \`requires-ulbpr\` ask the driver to do that. The SPI NOR driver does; the QSPI driver does not look at them, so
such a chip reads well and never takes a byte.`,
    exceptions: 'Properties that the board sets.',
    sources: [
      'zephyr/drivers/flash/spi_nor.c:829-833 (2.4.0)',
      'zephyr/drivers/flash/spi_nor.c:1186-1195 (2.4.0)',
      'zephyr/dts/bindings/mtd/jedec,spi-nor-common.yaml:17-24 (2.4.0)',
    ],
  }),

  *check(configuration) {
    for (const { devicetree } of configuration.images) {
      for (const node of touchedNodes(devicetree)) {
        if (!valueOf(node.compatible)?.includes('nordic,qspi-nor')) continue;
        for (const name of ['has-lock', 'requires-ulbpr']) {
          const span = projectSpan(node.properties.get(name)?.origins[0]);
          if (!span) continue;
          yield {
            message: `the QSPI driver does not unlock ${called(node)}: it ignores ${name}`,
            at: { span, text: 'only the SPI NOR driver reads this' },
            because: [
              reason(
                `${called(node)} is served by the QSPI driver, since it is a nordic,qspi-nor`,
                node.properties.get('compatible')?.origins[0],
              ),
              reason(
                'the SPI NOR driver clears the bits that has-lock names',
                sdkLine(configuration, 'zephyr/drivers/flash/spi_nor.c', 1186),
              ),
            ],
            help: 'unlock the chip in code before it is written, or connect it to SPI as a jedec,spi-nor',
          };
        }
      }
    }
  },
});
