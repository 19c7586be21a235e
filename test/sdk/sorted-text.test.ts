import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryAt } from '../../src/sdk/sorted-text.ts';

const texts = fc
  .uniqueArray(fc.stringMatching(/^[A-Z0-9_]{1,12}$/), { maxLength: 60 })
  .map((names) => names.sort().map((name) => `${name} `));

describe('an entry of a sorted text', () => {
  it('is found where it starts', () => {
    fc.assert(
      fc.property(texts, (entries) => {
        const text = entries.join('');
        for (const [index, entry] of entries.entries())
          expect(entryAt(text, ' ', entry)).toBe(entries.slice(0, index).join('').length);
      }),
    );
  });

  it('is not found where there is none', () => {
    fc.assert(
      fc.property(texts, fc.stringMatching(/^[A-Z0-9_]{1,12}$/), (entries, name) => {
        expect(entryAt(entries.filter((entry) => entry !== `${name} `).join(''), ' ', `${name} `)).toBe(-1);
      }),
    );
  });

  it('is found beside one that is longer than all others together', () => {
    const lines = ['A:1\n', `B:${'2'.repeat(1000)}\n`, 'C:3\n', 'D:4\n'];
    for (const line of lines)
      expect(entryAt(lines.join(''), '\n', line.slice(0, 2))).toBe(lines.join('').indexOf(line));
  });
});
