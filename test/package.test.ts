import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assets } from '../src/cli/assets.ts';
import { bundle } from '../tools/bundle.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const readJson = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));

describe('the published package', () => {
  test('brings everything along: installing it installs nothing else and runs nothing', () => {
    const manifest = readJson('package.json');
    for (const kind of ['dependencies', 'optionalDependencies', 'peerDependencies', 'bundleDependencies']) {
      expect(manifest, kind).not.toHaveProperty(kind);
    }
    for (const script of ['preinstall', 'install', 'postinstall']) expect(manifest.scripts).not.toHaveProperty(script);
  });

  test('is locked for every system, without addresses of a registry', () => {
    const { packages } = readJson('package-lock.json') as { packages: Record<string, Locked> };
    for (const [path, locked] of Object.entries(packages)) {
      if (path === '') continue;
      expect(locked, path).not.toHaveProperty('resolved');
      expect(locked.integrity, path).toMatch(/^sha512-/);
      // npm leaves out what it could not find, and then refuses its own lock file on the other systems.
      for (const name of Object.keys(locked.optionalDependencies ?? {})) {
        expect(
          [`node_modules/${name}`, `${path}/node_modules/${name}`].some((key) => key in packages),
          name,
        ).toBe(true);
      }
    }
  });

  test('replaces the native tree-sitter', () => {
    const { packages } = readJson('package-lock.json') as { packages: Record<string, Locked> };
    expect(packages['node_modules/tree-sitter']).toMatchObject({ name: 'web-tree-sitter' });
  });
});

describe('the bundle', () => {
  // Inside the repository, as dist/ is: the version is read from the package.json above it.
  const folder = join(root, `dist-test-${process.pid}`);
  const cli = join(folder, 'cli.js');
  beforeAll(() => bundle(folder), 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('starts', () => {
    const version = execFileSync(process.execPath, [cli, '--version'], { encoding: 'utf8' });
    expect(version.trim()).toBe(readJson('package.json').version);
  });

  test('finds its grammar and its facts, wherever it is started', () => {
    const example = join(root, 'examples/originating-case');
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, '--format', 'json', example], {
      cwd: tmpdir(),
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(JSON.parse(stdout).diagnostics).not.toEqual([]);
  });

  test('carries the facts that the sources have', () => {
    const shipped = readdirSync(join(folder, 'data'), { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => name.endsWith('.json'));
    expect(shipped.sort()).toEqual(assets.factNames());
    for (const name of shipped.slice(0, 3)) {
      expect(JSON.parse(readFileSync(join(folder, 'data', name), 'utf8'))).toEqual(JSON.parse(assets.facts(name)));
    }
  });

  test('names the licence of every package inside', () => {
    const notices = readFileSync(join(folder, 'THIRD-PARTY.txt'), 'utf8');
    for (const name of ['chalk', 'tree-sitter-devicetree', 'vscode-jsonrpc', 'vscode-languageserver', 'yaml']) {
      expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
    }
  });

  test('loads what speaks with editors for them only', () => {
    const loaded = (args: readonly string[]) => {
      const show = "process.on('exit', () => console.error(Object.keys(require.cache).join('\\n')))";
      const preload = join(folder, 'show-loaded.cjs');
      writeFileSync(preload, show);
      const { stderr } = spawnSync(process.execPath, ['--require', preload, cli, ...args], {
        encoding: 'utf8',
        input: '',
      });
      return stderr.includes('lsp-protocol.js');
    };
    expect(loaded([join(root, 'examples/originating-case')])).toBe(false);
    expect(loaded(['lsp'])).toBe(true);
  });

  test('loads what most runs do without when it is needed', () => {
    // Not what is read by lines: src/syntax/static-yaml/simple-document.ts.
    const app = mkdtempSync(join(tmpdir(), 'ncslint-'));
    writeFileSync(join(app, 'prj.conf'), '');
    writeFileSync(join(app, 'pm_static.yml'), 'app: {address: 0x0, size: "0x1000"\n');
    const { stdout } = spawnSync(process.execPath, [cli, '--format', 'compact', app], { encoding: 'utf8' });
    expect(stdout).toContain('pm_static.yml:1:6: error: this { is never closed');
    rmSync(app, { recursive: true });
  });

  test('is a library, too', async () => {
    const library: typeof import('../src/index.ts') = await import(pathToFileURL(join(folder, 'index.mjs')).href);
    expect(library.rules.map(({ id }) => id)).toContain('external-flash/mcuboot-driver');
  });

  test('keeps the code of a run that found something, and runs the same with it', () => {
    const example = join(root, 'examples/originating-case');
    const kept = join(folder, 'compile-cache');
    rmSync(kept, { recursive: true, force: true });
    const outputs = [1, 2, 3].map(() => spawnSync(process.execPath, [cli, example], { encoding: 'utf8' }));
    // And nothing of what most runs do without.
    expect(readdirSync(kept)).toEqual([1, 2].map((count) => expect.stringMatching(`-findings-${count}$`)));
    for (const { stdout, status } of outputs)
      expect({ stdout, status }).toEqual({ stdout: outputs[0]?.stdout, status: 1 });
  });

  test('keeps the code of a run with an SDK, and uses it', () => {
    const sdk = mkdtempSync(join(tmpdir(), 'ncslint-'));
    mkdirSync(join(sdk, 'nrf'));
    writeFileSync(join(sdk, 'nrf/VERSION'), '2.4.0\n');
    const kept = join(folder, 'compile-cache');
    rmSync(kept, { recursive: true, force: true });
    const [, second, third] = [1, 2, 3].map(() => {
      spawnSync(process.execPath, [cli, join(root, 'examples/originating-case'), '--sdk', sdk, '--no-cache']);
      return readdirSync(kept).map((name) => [name, statSync(join(kept, name)).ino]);
    });
    const expected = ['findings-1', 'findings-2', 'late-1', 'late-2'];
    expect(second).toEqual(expected.map((what) => [expect.stringMatching(`-${what}$`), expect.any(Number)]));
    expect(third).toEqual(second);
    rmSync(sdk, { recursive: true });
  });

  test('reports a bug of its own with places in the sources', () => {
    // Without the package.json above it.
    const broken = join(mkdtempSync(join(tmpdir(), 'ncslint-')), 'dist');
    mkdirSync(broken);
    for (const name of ['package.json', 'cli.js', 'program.js', 'program.js.map', 'late.js'])
      copyFileSync(join(folder, name), join(broken, name));
    const run = () => spawnSync(process.execPath, [join(broken, 'cli.js'), '--version'], { encoding: 'utf8' });
    const { status, stderr } = run();
    expect(status).toBe(3);
    const place = readFileSync(join(root, 'src/cli/assets.ts'), 'utf8')
      .split('\n')
      .findIndex((line) => line.includes('manifest: ()'));
    expect(stderr).toContain(`src/cli/assets.ts:${place + 1}:`);
    rmSync(join(broken, 'program.js.map'));
    expect(run().stderr).toMatch(/program\.js:\d+:\d+/);
    rmSync(join(broken, '..'), { recursive: true });
  });

  test('imports nothing while it runs, which a script of its own cannot', () => {
    for (const name of ['program.js', 'late.js'])
      expect(readFileSync(join(folder, name), 'utf8')).not.toMatch(/[^.\w$]import\(/);
  });

  test('is plain ASCII: code that is kept names the characters of the script', () => {
    for (const name of ['program.js', 'late.js'])
      expect(readFileSync(join(folder, name)).every((byte) => byte < 128)).toBe(true);
  });
});

describe('running from the sources', () => {
  test('finds the grammars beside their packages', () => {
    for (const bytes of [assets.treeSitter(), assets.grammar()]) {
      expect([...bytes.subarray(0, 4)]).toEqual([0, ...Buffer.from('asm')]);
    }
  });

  test('has no facts by a name nobody wrote', () => {
    expect(() => assets.facts('none.json')).toThrow();
    expect(existsSync(join(root, 'src/sdk/data'))).toBe(true);
  });
});

interface Locked {
  readonly name?: string;
  readonly integrity?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
