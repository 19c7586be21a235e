/** What answers a client. A request that throws is answered with an error, and the connection goes on. */
export interface Handlers {
  /** The result; `null` for none. Undefined where there is no such method. */
  request(method: string, params: unknown): Promise<unknown>;
  notification(method: string, params: unknown): void;
}

/** A connection of JSON-RPC 2.0 as the Language Server Protocol frames it. */
export interface Connection {
  notify(method: string, params: unknown): void;
  /** Asks something whose answer does not matter. */
  ask(method: string, params: unknown): void;
  /** Resolves when the input has ended. */
  readonly closed: Promise<void>;
}

/** A client that sends more in one message is none. Bytes. */
const largestMessage = 64 * 1024 * 1024;

export function connect(
  input: AsyncIterable<Uint8Array>,
  write: (text: string) => unknown,
  handlers: Handlers,
): Connection {
  const send = (message: object): void => {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  const receive = async (): Promise<void> => {
    for await (const text of messages(input)) void answer(text, handlers, send);
  };
  return {
    notify: (method, params) => send({ method, params }),
    ask: (method, params) => send({ id: `ncslint ${method}`, method, params }),
    closed: receive(),
  };
}

async function answer(text: string, handlers: Handlers, send: (message: object) => void): Promise<void> {
  const message = parsed(text);
  if (message === undefined) return send({ id: null, error: { code: -32700, message: 'this is no JSON' } });
  const { id, method, params } = message;
  // The answer to something we asked.
  if (typeof method !== 'string') return;
  try {
    if (id === undefined) return handlers.notification(method, params);
    const result = await handlers.request(method, params);
    if (result === undefined) send({ id, error: { code: -32601, message: `ncslint does not know ${method}` } });
    else send({ id, result });
  } catch (error) {
    if (id !== undefined)
      send({ id, error: { code: -32603, message: error instanceof Error ? error.message : 'failed' } });
  }
}

function parsed(
  text: string,
): { readonly id?: unknown; readonly method?: unknown; readonly params?: unknown } | undefined {
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === 'object' && message !== null ? message : undefined;
  } catch {
    return undefined;
  }
}

/** The messages of a stream; ends with it, and where it makes no sense any more. */
async function* messages(input: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  let rest = Buffer.alloc(0);
  for await (const chunk of input) {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const head = rest.indexOf('\r\n\r\n');
      if (head < 0) {
        if (rest.length > 4096) return;
        break;
      }
      const length = Number(/^Content-Length: *(\d+)/im.exec(rest.toString('latin1', 0, head))?.[1] ?? Number.NaN);
      if (!(length <= largestMessage)) return;
      const end = head + 4 + length;
      if (rest.length < end) break;
      yield rest.toString('utf8', head + 4, end);
      rest = rest.subarray(end);
    }
  }
}
