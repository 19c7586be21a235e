import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder as filesOf } from '../linting.ts';
import { ncslint, onDisk } from './run.ts';

const passes = filesOf('examples/lock/changed/passes');
const { 'ncslint.lock': lock, ...unlocked } = passes;
const change = filesOf('examples/lock/changed/fails')['pm_static.yml']!;
const held = (folder: string): string => readFileSync(join(folder, 'ncslint.lock'), 'utf8');

describe('ncslint lock', () => {
  test('writes down what a release fixes', async () => {
    const folder = onDisk(unlocked);
    const { code, out } = await ncslint(['lock'], { in: folder });
    expect({ code, out }).toEqual({
      code: 0,
      out: 'nrf52840dk_nrf52840 (new)\nWrote ncslint.lock: 9 entries of 1 configuration.\n',
    });
    expect(held(folder)).toBe(lock);
  });

  test('fails when that has changed, and leaves it as it is', async () => {
    const folder = onDisk({ ...passes, 'pm_static.yml': change });
    const { code, out } = await ncslint(['lock'], { in: folder });
    expect(code).toBe(1);
    expect(out).toContain('  ! slot mcuboot_secondary: flash_primary 0x82000..0xf8000, now flash_primary');
    expect(out).toContain('3 changes would strand devices in the field');
    expect(held(folder)).toBe(lock);
  });

  test('writes a new layout down with --update, and says what it costs', async () => {
    const folder = onDisk({ ...passes, 'pm_static.yml': change });
    const { code, out } = await ncslint(['lock', '--update'], { in: folder });
    expect(code).toBe(0);
    expect(out).toContain('what devices have stored in settings_storage stays in the old place');
    expect(held(folder)).toContain('  data settings_storage: flash_primary 0xf0000..0x100000\n');
    expect((await ncslint(['lock'], { in: folder })).out).toBe('All is as ncslint.lock holds it.\n');
    expect((await ncslint([], { in: folder })).out).not.toContain('lock/changed');
  });

  test('keeps what it cannot know, and configurations that are not built now', async () => {
    const other = 'some_board:\n  slot mcuboot_primary: flash_primary 0x0..0x1000\n';
    const folder = onDisk({ ...passes, 'ncslint.lock': `${lock}\n${other}` });
    const { code, out } = await ncslint(['lock', '--update'], { in: folder });
    expect(code).toBe(0);
    expect(out).toContain('Held, and not built now: some_board');
    expect(held(folder)).toBe(`${lock}\n${other}`);
    writeFileSync(join(folder, 'CMakeLists.txt'), 'set(mcuboot_OVERLAY_CONFIG ${X})\n');
    await ncslint(['lock', '--update'], { in: folder });
    expect(held(folder)).toContain('  signature: ECDSA_P256\n');
  });

  test('writes nothing where there is nothing to hold', async () => {
    const folder = onDisk({ 'prj.conf': 'CONFIG_GPIO=y\n' });
    expect((await ncslint(['lock'], { in: folder })).out).toContain('Nothing to hold');
    expect(existsSync(join(folder, 'ncslint.lock'))).toBe(false);
  });
});
