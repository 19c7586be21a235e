import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ReusedMemory } from '../../src/cli/reused-memory.ts';

const folder = mkdtempSync(join(tmpdir(), 'ncslint-memory-'));

/** The path of a file with this text. */
function file(text: string): string {
  const path = join(folder, `${text.length}`);
  writeFileSync(path, text);
  return path;
}

it('gives each file whole, and nothing of the one before it', () => {
  const memory = new ReusedMemory(8);
  const texts = ['12345678', '123', '', '1234567890', '12345'];
  expect(texts.map((text) => memory.read(file(text)).toString('latin1'))).toEqual(texts);
});

it('throws where there is no file', () => {
  expect(() => new ReusedMemory(8).read(join(folder, 'none'))).toThrow('ENOENT');
});
