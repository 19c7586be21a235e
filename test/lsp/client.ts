import { pathToFileURL } from 'node:url';
import { parseCommandLine } from '../../src/cli/options.ts';
import { serve } from '../../src/lsp/server.ts';

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: { readonly uri: string; readonly diagnostics: readonly EditorDiagnostic[] };
  readonly result?: unknown;
  readonly error?: { readonly code: number };
}

export interface EditorDiagnostic {
  readonly code: string;
  readonly message: string;
  readonly severity: number;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
  readonly relatedInformation: readonly { readonly location: { readonly uri: string }; readonly message: string }[];
}

/** An editor that talks to the server in this process. */
export class Client {
  readonly ended: Promise<number>;
  readonly #queue: Uint8Array[] = [];
  #wake: () => void = () => {};
  #isOver = false;
  #received = '';
  readonly #messages: Message[] = [];
  readonly #waiting: (() => void)[] = [];
  #lastId = 0;

  constructor(folder: string, args: readonly string[] = []) {
    const command = parseCommandLine(['lsp', ...args]);
    if (command.name !== 'lsp') throw new Error(JSON.stringify(command));
    this.ended = serve(this.#input(), (text) => this.#receive(text), command.settings, folder);
  }

  async *#input(): AsyncIterable<Uint8Array> {
    for (;;) {
      const next = this.#queue.shift();
      if (next) yield next;
      else if (this.#isOver) return;
      else await new Promise<void>((wake) => (this.#wake = wake));
    }
  }

  raw(bytes: string | Uint8Array): void {
    this.#queue.push(Buffer.from(bytes));
    this.#wake();
  }

  send(message: object): void {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.raw(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  async request(method: string, params: object): Promise<Message> {
    const id = ++this.#lastId;
    this.send({ id, method, params });
    return this.until((message) => message.id === id);
  }

  hangUp(): void {
    this.#isOver = true;
    this.#wake();
  }

  open(path: string, text: string): void {
    const textDocument = { uri: pathToFileURL(path).href, languageId: 'x', version: 1, text };
    this.send({ method: 'textDocument/didOpen', params: { textDocument } });
  }

  change(path: string, text: string): void {
    const textDocument = { uri: pathToFileURL(path).href, version: 2 };
    this.send({ method: 'textDocument/didChange', params: { textDocument, contentChanges: [{ text }] } });
  }

  /** The next diagnostics of a document. */
  async diagnostics(path: string): Promise<readonly EditorDiagnostic[]> {
    const uri = pathToFileURL(path).href;
    const message = await this.until(
      ({ method, params }) => method === 'textDocument/publishDiagnostics' && params?.uri === uri,
    );
    return message.params!.diagnostics;
  }

  async until(isMeant: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const index = this.#messages.findIndex(isMeant);
      if (index >= 0) return this.#messages.splice(index, 1)[0]!;
      await new Promise<void>((wake) => this.#waiting.push(wake));
    }
  }

  #receive(text: string): void {
    this.#received += text;
    for (;;) {
      const match = /^Content-Length: (\d+)\r\n\r\n/.exec(this.#received);
      if (!match) return;
      const rest = Buffer.from(this.#received.slice(match[0].length));
      const length = Number(match[1]);
      if (rest.length < length) return;
      this.#messages.push(JSON.parse(rest.toString('utf8', 0, length)));
      this.#received = rest.toString('utf8', length);
      for (const wake of this.#waiting.splice(0)) wake();
    }
  }
}
