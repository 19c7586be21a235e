import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { isGrammarWanted, isReadByGrammar } from '../../../src/syntax/devicetree/grammar.ts';
import { parseDevicetree } from '../../../src/syntax/devicetree/parse.ts';
import { SourceFile } from '../../../src/text/source.ts';
import { devicetreeParser } from '../../devicetree-parser.ts';

const mistake = '&uart0 {\n\tstatus = "okay"\n};\n';
const overlay = (text: string) => new SourceFile('app.overlay', text);
const parse = (text: string) => parseDevicetree(overlay(text));

describe('a grammar that is not loaded', () => {
  it('is wanted by mistakes only, which are reported all the same', async () => {
    vi.resetModules();
    const { isGrammarWanted, parseDevicetree } = await import('../../../src/syntax/devicetree/parse.ts');
    expect(parseDevicetree(overlay('&uart0 { status = "okay"; };')).problems).toEqual([]);
    expect(isGrammarWanted()).toBe(false);
    expect(parseDevicetree(overlay(mistake)).problems.map(({ message }) => message)).toEqual([
      "';' is missing at the end of the property 'status'",
    ]);
    expect(isGrammarWanted()).toBe(true);
  });
});

describe('the grammar, a second witness,', () => {
  beforeAll(() => devicetreeParser);

  it('is not wanted when it is there, and confirms the mistake', () => {
    expect(isGrammarWanted()).toBe(false);
    expect(parse(mistake).problems).toHaveLength(1);
  });

  it.each([
    ['/ { a = <32U 0x10UL>; };', true],
    ['/ { a = "10UL"; };', true],
    ['/ { a = <32U 0x10UL>; }', false],
    ['/ { a = <1>;', false],
  ])('reads %s: %s', (text, isRead) => expect(isReadByGrammar(text)).toBe(isRead));

  it('is not asked about texts that take it long', () => {
    expect(isReadByGrammar('{'.repeat(300_000))).toBeUndefined();
  });

  it('reads every overlay of the examples in which nothing is missing', () => {
    const root = join(import.meta.dirname, '../../../examples');
    const overlays = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.overlay$/.test(name));
    const texts = overlays.map((name) => readFileSync(join(root, name), 'utf8')).filter((text) => !text.includes('#'));
    expect(texts.length).toBeGreaterThan(50);
    for (const text of texts) if (parse(text).problems.length === 0) expect(isReadByGrammar(text), text).toBe(true);
  });
});
