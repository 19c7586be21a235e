import { valueOf } from '../../model/fact.ts';
import { cell } from '../../model/flash/external-flash.ts';
import { flashNodes } from '../../model/flash/flash-nodes.ts';
import { defineRule, originOf, projectSpan, reason, sdkLine } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'external-flash/clock-frequency',
  severity: 'error',
  about: () => ({
    summary: 'The clock of a QSPI flash is not slower than the peripheral can be.',
    why: `
QSPI divides its clock by 16 at most: 2 MHz on nRF52, 6 MHz on nRF53. The build stops at a slower one with
"Unsupported SCK frequency". Usually the number lacks three zeros: \`sck-frequency\` is in Hz.`,
    exceptions: 'A frequency above what the peripheral reaches is no mistake: the nearest lower one is used.',
    sources: ['zephyr/drivers/flash/nrf_qspi_nor.c:78-83 (2.4.0)'],
  }),

  *check(configuration) {
    const series = valueOf(configuration.soc)?.series;
    const slowest = series === 'nrf52' ? 2_000_000 : series === 'nrf53' ? 6_000_000 : undefined;
    if (slowest === undefined) return;
    for (const { node } of flashNodes(configuration)) {
      if (!valueOf(node.compatible)?.includes('nordic,qspi-nor')) continue;
      const frequency = cell(node, 'sck-frequency');
      if (!frequency.known || frequency.value === undefined || frequency.value >= slowest) continue;
      const span = projectSpan(originOf(frequency));
      if (!span) continue;
      yield {
        message: `the build stops: QSPI cannot clock ${called(node)} with ${frequency.value} Hz`,
        at: { span, text: `at least ${slowest}` },
        because: [
          reason(
            `the ${valueOf(configuration.soc)?.title} reaches ${slowest / 1_000_000} MHz at the slowest`,
            sdkLine(configuration, 'zephyr/drivers/flash/nrf_qspi_nor.c', 82),
          ),
        ],
        help: 'sck-frequency is in Hz: sck-frequency = <8000000>;',
      };
    }
  },
});
