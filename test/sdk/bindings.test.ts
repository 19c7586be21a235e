import { describe, expect, test } from 'vitest';
import type { BindingFacts } from '../../src/model/sdk-facts.ts';
import { Bindings } from '../../src/sdk/bindings.ts';
import { memoryFiles } from '../../src/text/memory-files.ts';

const bindings = (files: Readonly<Record<string, string>>): Bindings =>
  new Bindings(memoryFiles(files), ['/nrf', '/zephyr']);

/** `name type required` of what the only binding for "a,b" declares. */
const declared = (files: Readonly<Record<string, string>>): readonly string[] =>
  shown(bindings(files).all('a,b')[0]!.properties);

const shown = (properties: BindingFacts['properties']): readonly string[] =>
  Object.entries(properties).map(([name, { type, required }]) => `${name} ${type}${required ? ' required' : ''}`);

const BASE = 'properties:\n  status:\n    type: string\n  reg:\n    type: array\n  label:\n    type: string\n';

describe('a binding of the SDK', () => {
  test('has what it includes before what it declares, and requires what either requires', () => {
    const files = {
      '/zephyr/base.yaml': BASE,
      '/zephyr/a.yaml':
        'compatible: "a,b"\ninclude: base.yaml\nproperties:\n  own:\n    type: int\n    enum: [1, 2]\n  reg:\n    required: true\n',
    };
    expect(declared(files)).toEqual(['status string', 'reg array required', 'label string', 'own int']);
    const [{ at, properties }] = bindings(files).all('a,b') as [BindingFacts];
    expect([at, properties.own, properties.reg?.at]).toEqual([
      '/zephyr/a.yaml:1',
      { type: 'int', enum: [1, 2], at: '/zephyr/a.yaml:4' },
      '/zephyr/a.yaml:7',
    ]);
  });

  test.each<[string, string, readonly string[]]>([
    ['allows', 'property-allowlist: [reg]', ['reg array']],
    ['blocks', 'property-blocklist: [reg, label]', ['status string']],
  ])('takes of another one what it %s', (_, filter, expected) => {
    const include = `include:\n  - name: base.yaml\n    ${filter}\n`;
    expect(declared({ '/zephyr/base.yaml': BASE, '/zephyr/a.yaml': `compatible: "a,b"\n${include}` })).toEqual(
      expected,
    );
  });

  test.each([
    ['in a line', 'description: What: "it" is, (0x0B)\n'],
    ['in lines', 'description: What it is,\n      and what it is for: lines\n'],
    ['as a block', 'description: |\n      What it is.\n\n      type: array\n'],
    ['behind its key', 'description:\n      What it is\n'],
    ['in quotes', 'description: "What it is,\n\n      type: array"\n'],
    ['as a comment', '# type: array\n'],
  ])('is read past what it says to people %s, and keeps its lines', (_, text) => {
    const own = `compatible: "a,b"\nproperties:\n  own:\n    ${text}    type: int\n  other:\n    type: string\n`;
    const lines = text.split('\n').length - 1;
    expect(bindings({ '/zephyr/a.yaml': own }).all('a,b')[0]!.properties).toEqual({
      own: { type: 'int', at: '/zephyr/a.yaml:3' },
      other: { type: 'string', at: `/zephyr/a.yaml:${lines + 5}` },
    });
  });

  test('may declare a property called description', () => {
    const own = 'compatible: "a,b"\nproperties:\n  description:\n    type: string\n    description: What it is\n';
    expect(declared({ '/zephyr/a.yaml': own })).toEqual(['description string']);
  });

  test('describes the nodes below, also by a filter of what it includes', () => {
    const files = {
      '/zephyr/parts.yaml': 'child-binding:\n  properties:\n    x:\n      type: int\n    y:\n      type: int\n',
      '/zephyr/a.yaml':
        'compatible: "a,b"\ninclude:\n  - name: parts.yaml\n    child-binding:\n      property-blocklist: [y]\nchild-binding:\n  properties:\n    z:\n      type: boolean\n',
    };
    expect(shown(bindings(files).all('a,b')[0]!.children!.properties)).toEqual(['x int', 'z boolean']);
  });

  test('is chosen by the bus, and serves the compatible of a binding below it', () => {
    const found = bindings({
      '/zephyr/i2c.yaml': 'compatible: "a,b"\non-bus: i2c\nbus: [i3c, i2c]\n',
      '/zephyr/spi.yaml': 'compatible: "a,b"\non-bus: spi\nchild-binding:\n  compatible: "a,below"\n',
    });
    expect(found.compatibles).toEqual(['a,b', 'a,below']);
    expect(found.on('a,b', ['spi'])?.at).toBe('/zephyr/spi.yaml:1');
    expect(found.on('a,b', ['i2c'])).toMatchObject({ bus: 'i3c', buses: ['i3c', 'i2c'] });
    expect(found.on('a,b', [])).toBeUndefined();
    expect(found.on('a,below', [])?.at).toBe('/zephyr/spi.yaml:4');
  });

  test('includes the file of the last folder, and never itself', () => {
    const files = {
      '/nrf/base.yaml': 'properties:\n  of-nrf:\n    type: int\n',
      '/zephyr/base.yaml': 'include: a.yaml\nproperties:\n  of-zephyr:\n    type: int\n',
      '/zephyr/a.yaml': 'compatible: "a,b"\ninclude: [base.yaml, gone.yaml]\n',
    };
    expect(declared(files)).toEqual(['of-zephyr int']);
  });
});
