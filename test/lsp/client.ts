import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { parseCommandLine } from '../../src/cli/options.ts';
import { serve } from '../../src/lsp/server.ts';

/** An editor that talks to the server in this process. */
export class Client {
  readonly ended: Promise<number>;
  readonly connection: ProtocolConnection;
  readonly #input = new PassThrough();
  readonly #told = new Map<string, Diagnostic[][]>();
  #wake: () => void = () => {};

  constructor(folder: string, args: readonly string[] = []) {
    const command = parseCommandLine(['lsp', ...args]);
    if (command.name !== 'lsp') throw new Error(JSON.stringify(command));
    const output = new PassThrough();
    this.ended = serve(this.#input, output, command.settings, { folder, env: {} });
    this.connection = createProtocolConnection(new StreamMessageReader(output), new StreamMessageWriter(this.#input));
    this.connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
      this.#told.set(uri, [...(this.#told.get(uri) ?? []), diagnostics]);
      this.#wake();
    });
    this.connection.listen();
  }

  /** Something that is no message. */
  raw(text: string): void {
    this.#input.write(text);
  }

  exit(): void {
    void this.connection.sendNotification(ExitNotification.type);
  }

  hangUp(): void {
    this.#input.end();
  }

  open(path: string, text: string): void {
    const textDocument = { uri: pathToFileURL(path).href, languageId: 'x', version: 1, text };
    void this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  }

  change(path: string, text: string): void {
    const textDocument = { uri: pathToFileURL(path).href, version: 2 };
    void this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument,
      contentChanges: [{ text }],
    });
  }

  /** The next diagnostics of a document. */
  async diagnostics(path: string): Promise<readonly Diagnostic[]> {
    for (;;) {
      const next = this.#told.get(pathToFileURL(path).href)?.shift();
      if (next) return next;
      await new Promise<void>((wake) => (this.#wake = wake));
    }
  }
}
