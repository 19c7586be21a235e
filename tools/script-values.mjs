import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The Kconfig values of an image as the SDK's own scripts have them (image-kconfig.py tells what is asked), with the folder they
 * were made in, which some values name; or why there are none.
 *
 * @param {Readonly<Record<string, unknown>>} asked
 * @param {{ readonly python: string, readonly cpp: string }} options
 * @returns {{ readonly values: Readonly<Record<string, string>>, readonly folder: string, readonly problem?: string }}
 */
export function scriptValues(asked, { python, cpp }) {
  const folder = mkdtempSync(join(tmpdir(), 'ncslint-compare-'));
  const { status, stdout, stderr } = spawnSync(python, [join(import.meta.dirname, 'image-kconfig.py')], {
    input: JSON.stringify({ ...asked, folder, cpp }),
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  rmSync(folder, { recursive: true });
  if (status === 0) return { values: JSON.parse(stdout), folder };
  const problem = `the SDK's scripts end with ${status}: ${stderr.trim().split('\n').slice(-3).join(' ')}`;
  return { values: {}, folder, problem };
}
