import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { members } from '../../src/sdk/members.ts';
import { asShipped } from '../../tools/bundle.mjs';

const names = fc.stringMatching(/^[A-Z0-9_]{1,6}$/);
const records = fc.dictionary(names, fc.record({ at: fc.string(), 'a:b': fc.array(fc.integer()) }), { maxKeys: 40 });

describe('the members of an object in a file', () => {
  it('are the same in the sources and as the package ships them', () => {
    fc.assert(
      fc.property(records, records, fc.array(names), (app, any, others) => {
        const data = { kind: 'symbols', images: { any, app } };
        const [pretty, shipped] = [JSON.stringify(data, undefined, 2), asShipped(data)];
        expect(JSON.parse(shipped)).toEqual(data);
        for (const image of ['any', 'app'] as const) {
          const [one, other] = [members(pretty, 'images', image), members(shipped, 'images', image)];
          expect([...other.keys()].sort()).toEqual([...one.keys()].sort());
          for (const name of [...Object.keys(app), ...Object.keys(any), ...others])
            expect(other.get(name)).toEqual(one.get(name));
        }
      }),
    );
  });

  it('are none in a file without them', () => {
    expect(members('{"kind":"symbols"}', 'symbols').get('FLASH')).toBeUndefined();
    expect(members('{"symbols":{}}', 'symbols').get('toString')).toBeUndefined();
  });
});
