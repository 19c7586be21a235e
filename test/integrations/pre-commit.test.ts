import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { root } from './built.ts';

const hooks = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8'));

describe('the hooks of pre-commit', () => {
  it.each<{ id: string; files: string; require_serial: boolean }>(hooks)('$id look at the files of a build', (hook) => {
    const files = new RegExp(hook.files);
    const seen = [
      'prj.conf',
      'app/prj_release.conf',
      'boards/nrf52840dk_nrf52840.overlay',
      'app.overlay',
      'pm_static.yml',
    ];
    const more = [
      'a/child_image/mcuboot.conf',
      'sysbuild.conf',
      'sysbuild/mcuboot/prj.conf',
      'VERSION',
      'a/ncslint.yaml',
    ];
    for (const path of [...seen, ...more, 'boards/arm/x/x.dts']) expect(path).toMatch(files);
    for (const path of ['src/main.c', 'README.md', 'docs/conf.py', 'a.yml']) expect(path).not.toMatch(files);
    expect(hook.require_serial).toBe(true);
  });
});
