import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { renderMapHtml } from '../../src/report/map/html.ts';
import { renderMapJson } from '../../src/report/map/json.ts';
import { renderMapMarkdown } from '../../src/report/map/markdown.ts';
import { renderMapSvg } from '../../src/report/map/svg.ts';
import { type Files, folder } from '../linting.ts';
import { drawn, mapsOf } from './drawing.ts';

const example = folder('examples/originating-case');
const tool = { name: 'ncslint', version: '0.1.0' };
const schema = JSON.parse(readFileSync(new URL('../../schemas/map.schema.json', import.meta.url), 'utf8'));
const isValid = new Ajv({ strict: true, strictTypes: false, allowUnionTypes: true }).compile(schema);

const inputs: readonly (readonly [string, Files])[] = [
  ['the originating case', example],
  ['an application of which nothing is known', { 'prj.conf': '' }],
  ['a file full of mistakes', folder('examples/partition/overlap/fails')],
  ['nothing', {}],
];

describe.each(inputs)('%s', (_, files) => {
  test('agrees with the schema', () => {
    isValid(JSON.parse(renderMapJson(mapsOf(files), { tool })));
    expect(isValid.errors).toBeNull();
  });

  test('is a picture that any program can read', () => {
    expect(() => parseXml(renderMapSvg(mapsOf(files)))).not.toThrow();
  });
});

describe('the page', () => {
  const page = renderMapHtml(mapsOf(example), { tool });

  test('loads nothing', () => {
    expect(page).not.toMatch(/\b(src|href)="(?!#)|url\(|@import|https?:/);
    expect(page).toContain("default-src 'none'");
  });

  test('can be used with a keyboard and a screen reader', () => {
    expect(page).toContain('<html lang="en">');
    expect(page.match(/<button /g)!.length).toBe(page.match(/<button type="button"/g)!.length);
    expect(page).toContain('aria-label="mcuboot_pad, 0xc000 to 0xc200, 512 bytes"');
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of page.matchAll(/(?:data-part="|href="#)([^"]+)"/g)) expect(ids).toContain(target);
  });

  test('draws containers beside what they cover, each in a column of its own', () => {
    const columns = [...page.matchAll(/class="brace" aria-hidden="true" title="([^,]+), [^>]*--column:(\d)"/g)];
    expect(columns.map(([, name, column]) => `${name} ${column}`)).toEqual([
      'mcuboot_primary_app 0',
      'mcuboot_primary 1',
    ]);
  });

  test('marks on the picture what has an error, and knows how many erase blocks there are', () => {
    expect(page).toMatch(/class="update bad" title="mcuboot_secondary, 0x0 to 0xf4000, 976 KiB, error 1"/);
    expect(page).toContain('data-blocks="256"');
  });
});

test('the picture in the README is what ncslint draws', async () => {
  await expect(renderMapSvg(mapsOf(example))).toMatchFileSnapshot('../../docs/flash-map.svg');
});

test('names that want to be something else stay names', () => {
  const name = fc.oneof(
    fc.string(),
    fc.constantFrom('</script><b>', '"onload=x', '\u001b[31m', '```', '&amp;', '::error'),
  );
  fc.assert(
    fc.property(name, (text) => {
      const yaml = `${JSON.stringify(`x${text}`)}: {address: 0x10000, size: 0x1000}\napp: {address: 0, size: 0x10000}\n`;
      const report = mapsOf({ 'prj.conf': '', 'pm_static.yml': yaml });
      parseXml(renderMapSvg(report));
      const page = renderMapHtml(report, { tool });
      expect(page.match(/<script>/g)).toHaveLength(1);
      expect(page).not.toMatch(/<b>|"onload/);
      for (const all of [drawn(report), renderMapMarkdown(report), page])
        expect(all).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
    }),
    { numRuns: 60 },
  );
});

function parseXml(text: string): void {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(text).close();
}
