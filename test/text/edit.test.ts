import { describe, expect, test } from 'vitest';
import { applyEdits, type Edit } from '../../src/text/edit.ts';
import { SourceFile } from '../../src/text/source.ts';

const conf = new SourceFile('prj.conf', 'CONFIG_A=y\nCONFIG_B=n\n');
const replace = (start: number, end: number, text: string): Edit => ({
  kind: 'replace',
  span: conf.span(start, end),
  text,
});
const append = (path: string, text: string): Edit => ({ kind: 'append', path, text, creates: false });
const apply = (...fixes: readonly (readonly Edit[])[]) =>
  Object.fromEntries(applyEdits(fixes, (path) => (path === conf.path ? conf.text : undefined)));

describe('applying edits', () => {
  test('replaces spans, in whatever order they come', () => {
    expect(apply([replace(9, 10, 'n')], [replace(20, 21, 'y')])).toEqual({ 'prj.conf': 'CONFIG_A=n\nCONFIG_B=y\n' });
    expect(apply([replace(20, 21, 'yes'), replace(0, 11, '')])).toEqual({ 'prj.conf': 'CONFIG_B=yes\n' });
  });

  test('appends to a file, and creates the one that is not there', () => {
    expect(apply([append('prj.conf', 'CONFIG_C=y\n'), append('child_image/mcuboot.conf', 'CONFIG_D=y\n')])).toEqual({
      'prj.conf': 'CONFIG_A=y\nCONFIG_B=n\nCONFIG_C=y\n',
      'child_image/mcuboot.conf': 'CONFIG_D=y\n',
    });
  });

  test('appends behind what was replaced', () => {
    expect(apply([append('prj.conf', 'CONFIG_C=y\n'), replace(9, 10, 'n')])).toEqual({
      'prj.conf': 'CONFIG_A=n\nCONFIG_B=n\nCONFIG_C=y\n',
    });
  });

  test('leaves out a fix that overlaps one before it, with all of its edits', () => {
    expect(apply([replace(0, 10, 'CONFIG_X=y')], [replace(9, 10, 'n'), append('new.conf', 'CONFIG_C=y\n')])).toEqual({
      'prj.conf': 'CONFIG_X=y\nCONFIG_B=n\n',
    });
  });

  test('adds once what two fixes append alike', () => {
    const text = '#include "../boards/a.overlay"\n';
    expect(apply([append('a.overlay', text)], [append('a.overlay', text)])).toEqual({ 'a.overlay': text });
  });

  test('gives the last line its end, and keeps the ends of lines', () => {
    const windows = 'CONFIG_A=y\r\nCONFIG_B=n';
    const edits = applyEdits([[append('prj.conf', 'CONFIG_C=y\nCONFIG_D=y\n')]], () => windows);
    const source = new SourceFile('a.overlay', 'a;\r\nb;\r\n');
    const replaced = applyEdits([[{ kind: 'replace', span: source.span(0, 2), text: 'c;\nd;' }]], () => undefined);
    expect(replaced.get('a.overlay')).toBe('c;\r\nd;\r\nb;\r\n');
    expect(edits.get('prj.conf')).toBe('CONFIG_A=y\r\nCONFIG_B=n\r\nCONFIG_C=y\r\nCONFIG_D=y\r\n');
  });
});
