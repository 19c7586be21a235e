import { resolve } from 'node:path';
import type {
  CodeAction,
  CodeActionParams,
  Connection,
  Hover,
  HoverParams,
  InitializeParams,
  InitializeResult,
} from 'vscode-languageserver/node';
import type { Settings } from '../cli/command.ts';
import { nodeFiles } from '../cli/node-files.ts';
import { type Prepared, prepare } from '../cli/prepare.ts';
import { loadGrammar } from '../cli/second-witness.ts';
import type { Surroundings } from '../cli/surroundings.ts';
import { version } from '../cli/version.ts';
import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import { renderShow } from '../report/show.ts';
import { inspect } from '../show/inspect.ts';
import { decode } from '../text/decode.ts';
import { folderOf, normalize } from '../text/paths.ts';
import { quickFixes } from './actions.ts';
import { connect } from './connection.ts';
import { editorDiagnostic, type PathOf } from './diagnostics.ts';
import { pathOf, rangeOf, touch, uriOf } from './places.ts';
import { DidChangeWatchedFilesNotification } from './protocol.ts';
import { subjectAt } from './subject.ts';

/** After the last keystroke it takes so long until the next check. Milliseconds. */
const quiet = 200;

/** Serves an editor until it hangs up. Returns the exit code: 1 where it did so without saying shutdown. */
export async function serve(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  settings: Settings,
  surroundings: Pick<Surroundings, 'folder' | 'env'>,
): Promise<number> {
  await loadGrammar();
  const { connection, left } = connect(input, output);
  const server = new Server(connection, settings, surroundings);
  connection.listen();
  const wasShutDown = await left;
  server.stop();
  return wasShutDown ? 0 : 1;
}

/** What was found in a document. */
interface Found {
  readonly diagnostic: Diagnostic;
  readonly pathOf: PathOf;
}

class Server {
  readonly #connection: Connection;
  readonly #settings: Settings;
  #folder: string;
  readonly #env: Surroundings['env'];
  /** The texts of open documents, by path. */
  readonly #texts = new Map<string, string>();
  /** By the uri under which it was told. */
  #found = new Map<string, Found[]>();
  #timer: NodeJS.Timeout | undefined;

  constructor(connection: Connection, settings: Settings, { folder, env }: Pick<Surroundings, 'folder' | 'env'>) {
    this.#connection = connection;
    this.#settings = settings;
    this.#folder = folder;
    this.#env = env;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onDidOpenTextDocument(({ textDocument: { uri, text } }) => this.#edited(uri, text));
    // The whole text each time: a file of a firmware's configuration is small.
    connection.onDidChangeTextDocument(({ textDocument: { uri }, contentChanges }) =>
      this.#edited(uri, contentChanges.at(-1)?.text ?? ''),
    );
    connection.onDidCloseTextDocument(({ textDocument: { uri } }) => this.#edited(uri, undefined));
    connection.onDidSaveTextDocument(() => this.#checkSoon());
    connection.onDidChangeWatchedFiles(() => this.#checkSoon());
    connection.onCodeAction((params) => this.#codeActions(params));
    connection.onHover((params) => this.#hover(params));
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #initialize({ rootUri, workspaceFolders, capabilities }: InitializeParams): InitializeResult {
    if (capabilities?.workspace?.didChangeWatchedFiles?.dynamicRegistration === true)
      this.#connection.onInitialized(() => {
        void this.#connection.client.register(DidChangeWatchedFilesNotification.type, watched);
      });
    const root = pathOf(workspaceFolders?.[0]?.uri ?? rootUri ?? '');
    if (root !== undefined) this.#folder = root;
    return {
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: 1, save: true },
        codeActionProvider: { codeActionKinds: ['quickfix'] },
        hoverProvider: true,
      },
      serverInfo: { name: 'ncslint', version },
    };
  }

  /** `text` is undefined for a document that was closed: from then on what is on the disk counts. */
  #edited(uri: string, text: string | undefined): void {
    const path = pathOf(uri);
    if (path !== undefined && text !== undefined) this.#texts.set(path, text);
    else if (path !== undefined) this.#texts.delete(path);
    this.#checkSoon();
  }

  #checkSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#check().catch((error) => this.#connection.console.error(`ncslint failed: ${error}`));
    }, quiet);
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
      void this.#connection.sendDiagnostics({ uri, diagnostics });
    }
    this.#found = new Map([...found].filter(([, here]) => here.length > 0));
  }

  /** The applications around these files, with the texts of the editor; undefined where there is none, or nothing to go by. */
  async #prepared(paths: readonly string[]): Promise<Prepared | undefined> {
    const known = paths.map((path) => (nodeFiles.stat(path) ? path : existing(folderOf(path))));
    if (known.length === 0) return undefined;
    const prepared = await prepare(known, this.#settings, { folder: this.#folder, env: this.#env }, this.#texts);
    return 'problems' in prepared ? undefined : prepared;
  }

  readonly #pathOf =
    ({ given }: Prepared): PathOf =>
    (shown) =>
      given.pathOf(shown) ?? normalize(resolve(this.#folder, shown));

  #codeActions({ textDocument, range }: CodeActionParams): CodeAction[] {
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

  async #hover({ textDocument, position }: HoverParams): Promise<Hover | null> {
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
const watched = {
  watchers: [{ globPattern: '**/{*.conf,*.overlay,*.dts,*.dtsi,*.yml,*.yaml,*.json,CMakeLists.txt,VERSION}' }],
};
