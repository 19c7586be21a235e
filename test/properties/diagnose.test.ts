import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ncslint } from '../cli/run.ts';
import { folder } from '../linting.ts';

const example = folder(fileURLToPath(new URL('../../examples/originating-case', import.meta.url)));
const lines = Object.entries(example).flatMap(([path, text]) => [path, '```', ...text.split('\n'), '```']);
const words = [
  'nRF52840 DK',
  'NCS v2.4.0',
  'west build -b ',
  '-DEXTRA_CONF_FILE=',
  '../../x.conf:',
  '/etc/passwd',
  '\x1b[2J',
  '\0',
];

/** A post cut out of the files of the example, with chatter in between. */
const post = fc
  .array(
    fc.oneof(fc.tuple(fc.nat(lines.length), fc.nat(40)), fc.constantFrom(...words), fc.string({ unit: 'binary' })),
    {
      maxLength: 10,
    },
  )
  .map((parts) =>
    parts
      .map((part) => (typeof part === 'string' ? part : lines.slice(part[0], part[0] + part[1]).join('\n')))
      .join('\n'),
  );

it('diagnose makes something of any post', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(post, async (input) => {
      const { code, out, err } = await ncslint(['diagnose'], { input });
      expect([code, err]).toEqual(
        input.includes('\0') ? [2, 'ncslint: standard input is not a text file\n'] : [code, ''],
      );
      expect([0, 1, 2]).toContain(code);
      expect(out).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
    }),
    { numRuns: 15 },
  );
});
