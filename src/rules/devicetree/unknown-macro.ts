import { valueOf } from '../../model/fact.ts';
import { textOf } from '../../text/source.ts';
import { defineRule, replace } from '../rule.ts';

export default defineRule({
  id: 'devicetree/unknown-macro',
  severity: 'error',
  about: () => ({
    summary: 'Every macro that an overlay uses is defined.',
    why: `
A name that no header defines stays as it is, and the build stops with "expected number or parenthesized expression", at a
column of a line that the preprocessor has put together. The functions of pins are pasted from two parts, so a mistyped
\`NRF_PSEL(QSPI_CLK, 0, 19)\` is met in the same way.`,
    exceptions: `
Where a header that nobody could read may define the name, only names that resemble a known one are reported. Names of Kconfig
(\`CONFIG_...\`) are not known in devicetree files of this era, and are not reported as such.`,
    sources: [
      'zephyr/scripts/dts/python-devicetree/src/devicetree/dtlib.py:1225-1227 (2.4.0)',
      'zephyr/include/zephyr/dt-bindings/pinctrl/nrf-pinctrl.h:203 (2.4.0)',
    ],
  }),

  *check({ images, assumptions }) {
    const exact = assumptions.every(({ what }) => what !== 'SDK version');
    for (const { boardFiles, overlays, devicetree } of images) {
      for (const { unknownMacros } of [...boardFiles, ...overlays]) {
        for (const { name, span, meant, certain } of unknownMacros) {
          const isKnownNowhere = certain && exact && valueOf(devicetree.base) !== undefined;
          if (meant === undefined && !isKnownNowhere) continue;
          const own = name.replace(PASTED, '');
          const repaired = meant?.replace(PASTED, '');
          const written = textOf(span);
          const start = written.indexOf(own);
          const at = start < 0 ? span : { ...span, start: span.start + start, end: span.start + start + own.length };
          yield {
            message: `the build stops: no header defines ${start < 0 ? name : own}`,
            at: { span: at, text: repaired === undefined ? 'not defined' : `${repaired} is` },
            ...(repaired === undefined || start < 0
              ? { help: 'write the number, or #include the header of the project that defines the name' }
              : { fixes: [replace(`write ${repaired}`, 'unsafe', at, repaired)] }),
          };
        }
      }
    }
  },
});

/** What NRF_PSEL puts before the function it is given: nrf-pinctrl.h:203-206 (2.4.0). */
const PASTED = /^NRF_FUN_/;
