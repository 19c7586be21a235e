import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderShow } from '../../src/report/show.ts';
import { renderShowJson } from '../../src/report/show-json.ts';
import type { Question } from '../../src/show/inspect.ts';
import { folder } from '../linting.ts';
import { ask } from './asking.ts';

const example = folder('examples/originating-case');
const overlay = 'boards/nrf52840dk_nrf52840.overlay';
const word = fc.oneof(
  fc.string(),
  fc.constantFrom('mx25r64', '&qspi', '/', '/soc', 'CONFIG_FLASH', 'SB_CONFIG_X', 'app'),
);
const image = fc.option(word, { nil: undefined });
const question: fc.Arbitrary<Question> = fc.oneof(
  fc.record({ kind: fc.constant('build' as const), image }),
  fc.record({ kind: fc.constant('symbol' as const), symbol: word, image }),
  fc.record({ kind: fc.constant('node' as const), node: word, image }),
  fc.constant({ kind: 'partitions' } as const),
);
/** A file of which a part is missing, as while it is written. */
const cut = (text: string) => fc.nat(text.length).map((end) => text.slice(0, end));

test('any question about any files is answered, in text and JSON that any program can read', () => {
  fc.assert(
    fc.property(
      question,
      cut(example[overlay]!),
      cut(example['prj.conf']!),
      cut(example['pm_static.yml']!),
      fc.constantFrom('2.4.0', '2.9.0', undefined),
      (asked, dts, conf, yaml, version) => {
        const files = { ...example, [overlay]: dts, 'prj.conf': conf, 'pm_static.yml': yaml };
        const report = ask(files, asked, { version });
        const text = renderShow(report, { colorLevel: 0, width: 80 });
        expect(text).toMatch(/^\S/);
        expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
        const { applications } = JSON.parse(renderShowJson(report, { tool: { name: 'ncslint', version: '0' } }));
        expect(applications).toHaveLength(1);
      },
    ),
    { numRuns: 60 },
  );
});

test('a property that is said over and over again is answered at once', () => {
  const again = `&uart0 {\n${'\tcurrent-speed = <9600>;\n'.repeat(20000)}${Array.from({ length: 20000 }, (_, i) => `\tp${i} = <1>;\n`).join('')}};\n`;
  const report = ask(
    { ...example, [overlay]: again },
    { kind: 'node', node: 'uart0', image: 'app' },
    { version: '2.4.0' },
  );
  const text = renderShow(report, { colorLevel: 0, width: 80 });
  const [said] = /current-speed[^)]*\)/.exec(text) ?? [];
  expect(said?.replace(/\s+/g, ' ')).toMatch(/= <0x2580> \(instead of .*overlay:20000, .*, \d+ more\)/);
});
