import { lastWritten } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { defineRule, reason, remove } from '../rule.ts';

/** People write the network core's image down once for all boards of an application: nothing is lost on the others. */
const FOR_SOME = /^SB_CONFIG_(NETCORE|NET_CORE|NRF_DEFAULT|WIFI|DFU)_/;

export default defineRule({
  id: 'sysbuild/unsupported-soc',
  severity: 'error',
  about: () => ({
    summary: 'Options of sysbuild are set on SoCs that have them.',
    why: `
Many options of sysbuild exist on some SoCs only: the network core's image on the nRF5340 and the nRF54H20, keys in the KMU
on the nRF54L series, Partition Manager on those it was made for. On another one the line has no effect, and all the build
says is that the symbol was assigned a value and got another one.`,
    exceptions: `
A warning, since one \`sysbuild.conf\` can serve several boards. For a single board a default in \`Kconfig.sysbuild\`, under a
condition, says the same without a warning.`,
    sources: [
      'nrf/sysbuild/Kconfig.sysbuild:9-16 (3.3.99)',
      'nrf/sysbuild/Kconfig.netcore:14-16 (3.3.99)',
      'nrf/sysbuild/Kconfig.mcuboot:205-210 (3.3.99)',
    ],
  }),

  *check({ sysbuild, board }) {
    if (!sysbuild?.evident || !board.known) return;
    const symbols = new Set(sysbuild.fragments.flatMap(({ assignments }) => assignments.map(({ symbol }) => symbol)));
    for (const symbol of symbols) {
      const written = lastWritten(sysbuild, symbol);
      if (written?.value !== 'y' || FOR_SOME.test(symbol) || !is(sysbuild.kconfig.bool(symbol), false)) continue;
      const unmet = sysbuild.kconfig.unmet(symbol);
      const ofBoard = unmet.find(
        ({ symbols }) => symbols.length > 0 && symbols.every((name) => /^(SOC|BOARD|SUPPORT)_/.test(name)),
      );
      if (!ofBoard) continue;
      yield {
        severity: 'warning',
        message: `${symbol} does not exist on ${board.value}`,
        at: { span: written.span, text: 'has no effect there' },
        because: [reason(`it is for other SoCs than that of ${board.value}`, ofBoard.fact)],
        fixes: [remove('delete the line', 'unsafe', written.span)],
      };
    }
  },
});
