import { resolve } from 'node:path';
import type { Settings } from '../cli/command.ts';
import { nodeFiles } from '../cli/node-files.ts';
import { type Prepared, prepare } from '../cli/prepare.ts';
import { loadGrammar } from '../cli/second-witness.ts';
import { version } from '../cli/version.ts';
import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import { renderShow } from '../report/show.ts';
import { inspect } from '../show/inspect.ts';
import { decode } from '../text/decode.ts';
import { folderOf, normalize } from '../text/paths.ts';
import { quickFixes } from './actions.ts';
import { type Connection, connect } from './connection.ts';
import { editorDiagnostic, type PathOf } from './diagnostics.ts';
import { type Position, pathOf, type Range, rangeOf, touch, uriOf } from './places.ts';
import { subjectAt } from './subject.ts';

/** After the last keystroke it takes so long until the next check. Milliseconds. */
const quiet = 200;

/** Serves an editor until it hangs up. Returns the exit code: 1 where it did so without saying shutdown. */
export async function serve(
  input: AsyncIterable<Uint8Array>,
  write: (text: string) => unknown,
  settings: Settings,
  folder: string,
): Promise<number> {
  await loadGrammar();
  const server = new Server(settings, folder);
  const connection = connect(input, write, server);
  server.start(connection);
  await Promise.race([connection.closed, server.left]);
  return server.isShutDown ? 0 : 1;
}

/** What was found in a document. */
interface Found {
  readonly diagnostic: Diagnostic;
  readonly pathOf: PathOf;
}

class Server {
  isShutDown = false;
  readonly left: Promise<void>;
  #leave: () => void = () => {};
  readonly #settings: Settings;
  #folder: string;
  #connection: Connection | undefined;
  /** The texts of open documents, by path. */
  readonly #texts = new Map<string, string>();
  /** By the uri under which it was told. */
  #found = new Map<string, Found[]>();
  #timer: NodeJS.Timeout | undefined;
  #canWatch = false;

  constructor(settings: Settings, folder: string) {
    this.#settings = settings;
    this.#folder = folder;
    this.left = new Promise((leave) => (this.#leave = leave));
  }

  start(connection: Connection): void {
    this.#connection = connection;
  }

  async request(method: string, params: unknown): Promise<unknown> {
    switch (method) {
      case 'initialize':
        return this.#initialize(params as InitializeParams);
      case 'shutdown':
        this.isShutDown = true;
        return null;
      case 'textDocument/codeAction':
        return this.#codeActions(params as DocumentParams & { readonly range: Range });
      case 'textDocument/hover':
        return this.#hover(params as DocumentParams & { readonly position: Position });
      default:
        return undefined;
    }
  }

  notification(method: string, params: unknown): void {
    const { textDocument, contentChanges } = (params ?? {}) as Partial<ChangeParams>;
    const path = textDocument && pathOf(textDocument.uri);
    switch (method) {
      case 'textDocument/didOpen':
        if (path !== undefined) this.#texts.set(path, textDocument?.text ?? '');
        break;
      case 'textDocument/didChange':
        if (path !== undefined) this.#texts.set(path, contentChanges?.at(-1)?.text ?? '');
        break;
      case 'textDocument/didClose':
        if (path !== undefined) this.#texts.delete(path);
        break;
      case 'initialized':
        if (this.#canWatch) this.#connection?.ask('client/registerCapability', watching);
        return;
      case 'exit':
        this.#leave();
        return;
      case 'textDocument/didSave':
      case 'workspace/didChangeWatchedFiles':
        break;
      default:
        return;
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#check(), quiet);
  }

  #initialize({ rootUri, workspaceFolders, capabilities }: InitializeParams) {
    this.#canWatch = capabilities?.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    const root = pathOf(workspaceFolders?.[0]?.uri ?? rootUri ?? '');
    if (root !== undefined) this.#folder = root;
    return {
      capabilities: {
        positionEncoding: 'utf-16',
        // The whole text each time: a file of a firmware's configuration is small.
        textDocumentSync: { openClose: true, change: 1, save: true },
        codeActionProvider: { codeActionKinds: ['quickfix'] },
        hoverProvider: true,
      },
      serverInfo: { name: 'ncslint', version },
    };
  }

  /** Checks the applications of all open documents, and tells what is found in every file of theirs. */
  async #check(): Promise<void> {
    const found = new Map<string, Found[]>([...this.#found.keys()].map((uri) => [uri, []]));
    for (const path of this.#texts.keys()) found.set(uriOf(path), []);
    const prepared = await this.#prepared([...this.#texts.keys()]);
    if (prepared) {
      const absolute = this.#pathOf(prepared);
      for (const diagnostic of prepared.report().diagnostics) {
        const uri = uriOf(absolute(diagnostic.at.span.file.path));
        const here = found.get(uri);
        if (here) here.push({ diagnostic, pathOf: absolute });
        else found.set(uri, [{ diagnostic, pathOf: absolute }]);
      }
    }
    for (const [uri, here] of found) {
      const diagnostics = here.map(({ diagnostic, pathOf: absolute }) => editorDiagnostic(diagnostic, absolute));
      this.#connection?.notify('textDocument/publishDiagnostics', { uri, diagnostics });
    }
    this.#found = new Map([...found].filter(([, here]) => here.length > 0));
  }

  /** The applications around these files, with the texts of the editor; undefined where there is none, or nothing to go by. */
  async #prepared(paths: readonly string[]): Promise<Prepared | undefined> {
    const known = paths.map((path) => (nodeFiles.stat(path) ? path : existing(folderOf(path))));
    if (known.length === 0) return undefined;
    const prepared = await prepare(known, this.#settings, this.#folder, this.#texts);
    return 'problems' in prepared ? undefined : prepared;
  }

  readonly #pathOf =
    ({ given }: Prepared): PathOf =>
    (shown) =>
      given.pathOf(shown) ?? normalize(resolve(this.#folder, shown));

  #codeActions({ textDocument, range }: DocumentParams & { readonly range: Range }): readonly object[] {
    const path = pathOf(textDocument.uri);
    const here = path === undefined ? [] : (this.#found.get(uriOf(path)) ?? []);
    return here
      .filter(({ diagnostic }) => touch(rangeOf(diagnostic.at.span), range))
      .flatMap(({ diagnostic, pathOf: absolute }) => quickFixes(diagnostic, absolute, (one) => this.#textOf(one)));
  }

  #textOf(path: string): string | undefined {
    const bytes = this.#texts.has(path) ? undefined : nodeFiles.read(path);
    const decoded = bytes && decode(bytes);
    return this.#texts.get(path) ?? (decoded && 'text' in decoded ? decoded.text : undefined);
  }

  async #hover({ textDocument, position }: DocumentParams & { readonly position: Position }): Promise<object | null> {
    const path = pathOf(textDocument.uri);
    const text = path === undefined ? undefined : this.#textOf(path);
    const subject = path === undefined || text === undefined ? undefined : subjectAt(path, text, position);
    const prepared = subject && (await this.#prepared([path!]));
    if (!prepared) return null;
    const answer = renderShow(inspect(prepared.workspace, prepared.options, subject), { colorLevel: 0, width: 80 });
    return { contents: { kind: 'markdown', value: `\`\`\`\`text\n${answer.replaceAll('````', "'''")}\`\`\`\`` } };
  }
}

function existing(folder: string): string {
  return nodeFiles.stat(folder) || folderOf(folder) === folder ? folder : existing(folderOf(folder));
}

/** Files that are not open change, too: by git, by a quick fix that writes another file. */
const watching = {
  registrations: [
    {
      id: 'files',
      method: 'workspace/didChangeWatchedFiles',
      registerOptions: {
        watchers: [{ globPattern: '**/{*.conf,*.overlay,*.dts,*.dtsi,*.yml,*.yaml,*.json,CMakeLists.txt,VERSION}' }],
      },
    },
  ],
};

interface DocumentParams {
  readonly textDocument: { readonly uri: string; readonly text?: string };
}

interface ChangeParams extends DocumentParams {
  readonly contentChanges: readonly { readonly text: string }[];
}

interface InitializeParams {
  readonly capabilities?: {
    readonly workspace?: { readonly didChangeWatchedFiles?: { readonly dynamicRegistration?: boolean } };
  };
  readonly rootUri?: string | null;
  readonly workspaceFolders?: readonly { readonly uri: string }[] | null;
}
