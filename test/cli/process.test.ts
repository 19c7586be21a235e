import { execFile, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../../tools/bundle.mjs';
import { onDisk } from './run.ts';

// What only a process has: real streams, a real exit code. All else is tested without starting one (run.ts).

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = join(root, `dist-process-${process.pid}`);
const cli = join(built, 'cli.js');
beforeAll(async () => {
  mkdirSync(built);
  await bundle(built);
});
afterAll(() => rmSync(built, { recursive: true, force: true }));

const broken = onDisk({ 'prj.conf': 'CONFIG_FLASH y\n'.repeat(500) });
const clean = onDisk({ 'prj.conf': 'CONFIG_FLASH=y\n' });
const post = 'My prj.conf:\n\nCONFIG_BOOTLOADER_MCUBOOT=y\nCONFIG_FLASH y\nCONFIG_NORDIC_QSPI_NOR=y\n';

const run = (args: readonly string[], input?: string | Buffer) =>
  spawnSync(process.execPath, [cli, ...args], {
    encoding: 'utf8',
    cwd: clean,
    maxBuffer: 1 << 26,
    ...(input === undefined ? {} : { input }),
  });

describe('a process', { timeout: 60_000 }, () => {
  it.each([
    [0, [clean]],
    [1, ['-f', 'json', broken]],
    [2, ['nowhere']],
  ])('ends with %i', (code, args) => {
    const { status, stdout, stderr } = run(args);
    expect(status).toBe(code);
    expect(stdout === '').toBe(code === 2);
    expect(stderr === '').toBe(code !== 2);
  });

  it('loads the grammar for a devicetree in which something is missing', () => {
    const app = onDisk({ 'prj.conf': '', 'app.overlay': '&spi1 {\n\tstatus = "okay"\n};\n' });
    const { status, stdout, stderr } = run(['-f', 'json', app]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(JSON.parse(stdout).diagnostics[0].rule).toBe('devicetree/syntax');
  });

  it('reads a post from standard input', () => {
    const { status, stdout } = run(['diagnose', '-f', 'json'], post);
    expect(status).toBe(1);
    expect(JSON.parse(stdout).diagnostics[0].rule).toBe('kconfig/syntax');
  });

  it('does not read for ever', () => {
    const { status, stderr } = run(['diagnose'], Buffer.alloc(9 * 1024 * 1024, 'x\n'));
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'ncslint: standard input is larger than 2 MiB\n' });
  });

  it('does not mind who stops listening: ncslint | head -1', async () => {
    const child = spawn(process.execPath, [cli, broken], { stdio: ['ignore', 'pipe', 'pipe'] });
    let err = '';
    child.stderr.on('data', (chunk) => (err += chunk));
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, err }).toEqual({ code: 1, err: '' });
  });

  it.skipIf(process.platform === 'win32')('says the same to a file as to a pipe', () => {
    const file = join(onDisk({}), 'report.txt');
    const { status } = spawnSync('sh', ['-c', `"$0" "$1" "$2" > "$3"`, process.execPath, cli, broken, file]);
    expect(status).toBe(1);
    expect(readFileSync(file, 'utf8')).toBe(run([broken]).stdout);
  });

  it.skipIf(process.platform !== 'linux')('waits for a reader that is slower than a pipe is deep', async () => {
    const child = spawn('sh', ['-c', `"$0" "$1" -f json "$2" | (sleep 0.2; wc -c)`, process.execPath, cli, broken]);
    let count = '';
    child.stdout.on('data', (chunk) => (count += chunk));
    await new Promise((resolve) => child.on('close', resolve));
    expect(Number(count)).toBe(Buffer.byteLength(run(['-f', 'json', broken]).stdout));
  });

  it.skipIf(process.platform !== 'linux')('says when its report cannot be written', async () => {
    const script = `"$0" "$1" "$2" > /dev/full`;
    const failed = promisify(execFile)('sh', ['-c', script, process.execPath, cli, broken]);
    await expect(failed).rejects.toMatchObject({ code: 3, stderr: expect.stringContaining('cannot write its report') });
  });
});
