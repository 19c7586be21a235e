import type { Finding } from '../../diagnostic/diagnostic.ts';
import { type Configuration, lastWritten } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { defineRule, reason, remove } from '../rule.ts';

const OPTION = 'SB_CONFIG_PARTITION_MANAGER';

export default defineRule({
  id: 'sysbuild/pm-option-without-pm',
  severity: 'error',
  about: () => ({
    summary: 'Options of Partition Manager are set where Partition Manager is used.',
    why: `
Without Partition Manager the partitions come from devicetree, and its options do not exist: the secondary slot is in
external flash when \`slot1_partition\` is, whatever \`SB_CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY\` says. All the build has
to say is that the symbol was assigned a value and got another one.`,
    exceptions: `
Silent where another build of the application uses Partition Manager: then the line is for that one.`,
    sources: [
      'nrf/sysbuild/Kconfig.sysbuild:18-57 (3.3.99)',
      'nrf/sysbuild/Kconfig.zip:31-36 (3.3.99)',
      'nrf/sysbuild/Kconfig.dfu:32-37 (3.3.99)',
    ],
  }),

  *check(configuration) {
    const { sysbuild } = configuration;
    if (!sysbuild?.evident) return;
    const isOn = sysbuild.kconfig.bool(OPTION);
    if (!is(isOn, false) || sysbuild.isSetElsewhere(OPTION)) return;
    const symbols = new Set(sysbuild.fragments.flatMap(({ assignments }) => assignments.map(({ symbol }) => symbol)));
    for (const symbol of symbols) yield* withoutEffect(configuration, symbol);
  },
});

function* withoutEffect({ sysbuild }: Configuration, symbol: string): Iterable<Finding> {
  const written = lastWritten(sysbuild!, symbol);
  if (!written || written.value === 'n' || symbol === OPTION) return;
  const unmet = sysbuild!.kconfig.unmet(symbol).find(({ symbols }) => symbols.join() === 'PARTITION_MANAGER');
  if (!unmet) return;
  yield {
    message: `${symbol} has no effect: this build does without Partition Manager`,
    at: { span: written.span, text: 'an option of Partition Manager' },
    because: [reason(`${OPTION} is n`, unmet.fact)],
    help: 'the partitions of this build are those of the devicetree of each image',
    fixes: [remove('delete the line', 'safe', written.span)],
  };
}
