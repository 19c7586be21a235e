import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  CodeActionRequest,
  type Diagnostic,
  DidChangeWatchedFilesNotification,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  type Range,
  RegistrationRequest,
  ShutdownRequest,
} from 'vscode-languageserver/node';
import { subjectAt } from '../../src/lsp/subject.ts';
import { onDisk } from '../cli/run.ts';
import { folder as filesOf } from '../linting.ts';
import { Client } from './client.ts';

const seed = filesOf(fileURLToPath(new URL('../../examples/originating-case', import.meta.url)));
const codes = (found: readonly Diagnostic[]) => found.map(({ code }) => code);

async function started(files: Readonly<Record<string, string>>, args: readonly string[] = []) {
  const folder = onDisk({ '.git/HEAD': '', ...files });
  const client = new Client(folder, args);
  await initialize(client, folder);
  return { client, at: (path: string) => join(folder, path) };
}

async function initialize(client: Client, folder: string, capabilities: object = {}): Promise<void> {
  const rootUri = pathToFileURL(folder).href;
  await client.connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri,
    workspaceFolders: null,
    capabilities,
  });
  await client.connection.sendNotification(InitializedNotification.type, {});
}

describe('an editor', () => {
  it('is told what is found in every file of the application, with the places in other files', async () => {
    const { client, at } = await started(seed);
    client.open(at('prj.conf'), seed['prj.conf']!);
    const found = await client.diagnostics(at('pm_static.yml'));
    const [driver] = found;
    expect(driver).toMatchObject({ code: 'external-flash/mcuboot-driver', severity: 1, source: 'ncslint' });
    expect(driver!.relatedInformation!.map(({ location }) => location.uri)).toEqual([
      pathToFileURL(at('boards/nrf52840dk_nrf52840.overlay')).href,
      pathToFileURL(at('prj.conf')).href,
    ]);
    client.hangUp();
  });

  it('is told about what is not saved, and when it is gone', async () => {
    const { client, at } = await started({ 'prj.conf': 'CONFIG_A=y\n' });
    client.open(at('prj.conf'), 'CONFIG_A=y\n');
    expect(await client.diagnostics(at('prj.conf'))).toEqual([]);
    client.change(at('prj.conf'), '# 😀\nCONFIG_A y\n');
    expect(await client.diagnostics(at('prj.conf'))).toMatchObject([
      { code: 'kconfig/syntax', range: { start: { line: 1, character: 0 } } },
    ]);
    client.change(at('prj.conf'), 'CONFIG_A=y\n');
    expect(await client.diagnostics(at('prj.conf'))).toEqual([]);
    client.hangUp();
  });

  it('is told about a file that is not on the disk yet', async () => {
    const { client, at } = await started({ 'prj.conf': '' });
    client.open(at('boards/nrf52840dk_nrf52840.conf'), 'CONFIG_A y\n');
    expect(codes(await client.diagnostics(at('boards/nrf52840dk_nrf52840.conf')))).toEqual(['kconfig/syntax']);
    client.hangUp();
  });

  it('is asked to tell about files that are not open, and checks again then', async () => {
    const folder = onDisk({ '.git/HEAD': '', 'prj.conf': '', 'boards/nrf52840dk_nrf52840.conf': '' });
    const client = new Client(folder);
    const asked = new Promise((resolve) =>
      client.connection.onRequest(RegistrationRequest.type, ({ registrations }) => resolve(registrations)),
    );
    await initialize(client, folder, { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } });
    expect(await asked).toMatchObject([{ method: 'workspace/didChangeWatchedFiles' }]);
    client.open(join(folder, 'prj.conf'), '');
    await client.diagnostics(join(folder, 'prj.conf'));
    writeFileSync(join(folder, 'boards/nrf52840dk_nrf52840.conf'), 'CONFIG_A y\n');
    await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [] });
    expect(codes(await client.diagnostics(join(folder, 'boards/nrf52840dk_nrf52840.conf')))).toEqual([
      'kconfig/syntax',
    ]);
    client.hangUp();
  });

  it('heeds comments and the configuration', async () => {
    const { client, at } = await started({ 'ncslint.yaml': 'rules: { kconfig/assigned-twice: off }\n' });
    client.open(at('prj.conf'), 'CONFIG_A=y\nCONFIG_A=n\n# ncslint-ignore kconfig: why\nCONFIG_B y\n');
    expect(await client.diagnostics(at('prj.conf'))).toEqual([]);
    client.hangUp();
  });

  it('is offered the fixes of the place: text, and new files', async () => {
    const { client, at } = await started(seed);
    client.open(at('pm_static.yml'), seed['pm_static.yml']!);
    const [driver] = await client.diagnostics(at('pm_static.yml'));
    const textDocument = { uri: pathToFileURL(at('pm_static.yml')).href };
    const ask = async (range: Range) =>
      client.connection.sendRequest(CodeActionRequest.type, { textDocument, range, context: { diagnostics: [] } });
    const [action] = (await ask(driver!.range)) ?? [];
    const uri = pathToFileURL(at('child_image/mcuboot.conf')).href;
    const zero = { line: 0, character: 0 };
    expect(action).toMatchObject({ title: 'ncslint: create child_image/mcuboot.conf', isPreferred: false });
    expect(action && 'edit' in action && action.edit?.documentChanges).toEqual([
      { kind: 'create', uri, options: { ignoreIfExists: true } },
      {
        textDocument: { uri, version: null },
        edits: [{ range: { start: zero, end: zero }, newText: 'CONFIG_NORDIC_QSPI_NOR=y\n' }],
      },
    ]);
    expect(await ask({ start: { line: 90, character: 0 }, end: { line: 90, character: 0 } })).toEqual([]);
    client.hangUp();
  });

  it('is shown on hover where a value comes from', async () => {
    const { client, at } = await started(seed);
    const hover = async (path: string, words: string) => {
      const text = seed[path]!;
      const before = text.slice(0, text.indexOf(words) + 3).split('\n');
      const position = { line: before.length - 1, character: before.at(-1)!.length };
      const textDocument = { uri: pathToFileURL(at(path)).href };
      const hover = await client.connection.sendRequest(HoverRequest.type, { textDocument, position });
      return (hover?.contents as { value: string } | undefined)?.value;
    };
    expect(await hover('prj.conf', 'CONFIG_NORDIC_QSPI_NOR')).toMatch(/app: y[\s\S]*mcuboot: n/);
    expect(await hover('boards/nrf52840dk_nrf52840.overlay', '&mx25r64')).toContain('mx25r64');
    const storage = await hover('pm_static.yml', 'address: 0xf4000');
    expect(storage).toMatch(/settings_storage +0xf4000 +0xf8000 +0x4000 +16 KiB\n +in external_flash/);
    expect(storage).toMatch(/regions[\s\S]*external_flash +0x0/);
    expect(storage).not.toMatch(/mcuboot_secondary|flash_primary/);
    expect(await hover('prj.conf', '# ')).toBeUndefined();
    client.hangUp();
  });
});

describe('what stands at a place', () => {
  it.each([
    ['prj.conf', 'CONFIG_A=y', 3, { kind: 'symbol', symbol: 'CONFIG_A' }],
    ['prj.conf', 'CONFIG_A=y', 9, undefined],
    ['sysbuild.conf', 'SB_CONFIG_A=y', 0, { kind: 'symbol', symbol: 'SB_CONFIG_A' }],
    ['a.overlay', '&spi0 { };', 5, { kind: 'node', node: '&spi0' }],
    ['a.overlay', 'a = <&b>;', 5, { kind: 'node', node: '&b' }],
    ['a.overlay', 'a = <&b>;', 7, { kind: 'node', node: '&b' }],
    ['a.overlay', '\tflash: m@0 {', 3, { kind: 'node', node: '&flash' }],
    ['a.overlay', '\tflash: m@0 {', 8, undefined],
    ['pm_static.yml', 'app:', 1, { kind: 'partitions', partition: 'app' }],
    ['pm_static.yml', '  size: 1', 4, undefined],
    ['pm_static.yml', '  size: 1', 1, undefined],
  ])('%s: %s', (path, text, character, subject) => {
    expect(subjectAt(path, text, { line: 0, character })).toEqual(subject);
  });
});

describe('the connection', () => {
  it('ends with 0 after shutdown, with 1 where the editor only hangs up', async () => {
    const { client } = await started({});
    await client.connection.sendRequest(ShutdownRequest.type);
    client.exit();
    expect(await client.ended).toBe(0);
    const { client: other } = await started({});
    other.hangUp();
    expect(await other.ended).toBe(1);
  });

  it('answers what it does not know, and what makes no sense, and goes on', async () => {
    const { client } = await started({});
    const failed = (method: string, params: object) =>
      client.connection.sendRequest(method, params).then(
        () => undefined,
        ({ code }) => code,
      );
    expect(await failed('textDocument/rename', {})).toBe(-32601);
    expect(await failed('textDocument/hover', {})).toBe(-32603);
    client.raw('Content-Length: 3\r\n\r\n{{{');
    await client.connection.sendNotification('textDocument/didOpen', {});
    expect(await client.connection.sendRequest(ShutdownRequest.type)).toBeNull();
    client.hangUp();
    expect(await client.ended).toBe(0);
  });

  it('hangs up on who does not speak it', async () => {
    const { client } = await started({});
    client.raw('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(await client.ended).toBe(1);
  });
});
