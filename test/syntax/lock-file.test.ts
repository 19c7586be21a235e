import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lockText } from '../../src/model/lock/text.ts';
import { lockFile } from '../../src/syntax/lock-file.ts';
import { SourceFile } from '../../src/text/source.ts';

const parse = (text: string) => lockFile(new SourceFile('ncslint.lock', text));
const entriesOf = (text: string) =>
  [...parse(text).tree.sections].map(([id, { entries }]) => [
    id,
    [...entries.values()].map(({ key, value }) => `${key}=${value}`),
  ]);

describe('a lock file', () => {
  test('has configurations, and what was released of each', () => {
    const text =
      '# A remark.\nboard release:\n  boot: mcuboot\n  slot a: flash 0x0..0x1000 \n\nboard (a: b):\n\tboot: none\r\n';
    expect(entriesOf(text)).toEqual([
      ['board release', ['boot=mcuboot', 'slot a=flash 0x0..0x1000']],
      ['board (a: b)', ['boot=none']],
    ]);
  });

  test('says which lines it cannot read', () => {
    const { problems } = parse('board\n  a: b\nother:\n  nothing\n');
    expect(problems.map(({ message, span }) => `${span.file.position(span.start).line} ${message}`)).toEqual([
      '1 a configuration ends with a colon',
      '2 this belongs to no configuration',
      '4 what was released is written "key: value"',
    ]);
  });

  test('is read as it was written', () => {
    const word = fc.stringMatching(/^[\w.@()/-]{1,8}$/);
    const entries = fc.dictionary(word, word, { minKeys: 1, maxKeys: 5 });
    fc.assert(
      fc.property(fc.dictionary(word, entries, { maxKeys: 4 }), (sections) => {
        const written = new Map(Object.entries(sections).map(([id, one]) => [id, new Map(Object.entries(one))]));
        const { tree, problems } = parse(lockText(written));
        expect(problems).toEqual([]);
        expect([...tree.sections.keys()].sort()).toEqual([...written.keys()].sort());
        for (const [id, one] of written)
          for (const [key, value] of one) expect(tree.sections.get(id)!.entries.get(key)!.value).toBe(value);
      }),
    );
  });

  test('is read whatever it holds', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(' ', '\n', '\r', ':', ': ', '#', 'a', '\t')), (parts) => {
        const text = parts.join('');
        for (const { span } of parse(text).problems) expect(text.slice(span.start, span.end).trim()).not.toBe('');
      }),
    );
  });
});
