import type { Connection, ProtocolConnection } from 'vscode-languageserver/node';
import { createConnection, createProtocolConnection, StreamMessageReader, StreamMessageWriter } from './protocol.ts';

/** Every so often somebody has to look whether the editor is still there. Milliseconds. */
const lookAfter = 3000;

/** A connection to an editor over two streams. */
export interface EditorConnection {
  readonly connection: Connection;
  /** Resolves when the editor has left, with whether it said shutdown before. */
  readonly left: Promise<boolean>;
}

/** Does not listen yet. The library's own connection would end the process. */
export function connect(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): EditorConnection {
  let protocol: ProtocolConnection | undefined;
  let isShutDown = false;
  let watch: NodeJS.Timeout | undefined;
  let leave: (wasShutDown: boolean) => void = () => {};
  const left = new Promise<boolean>((resolve) => (leave = resolve));
  const end = (): void => {
    clearInterval(watch);
    protocol?.dispose();
    leave(isShutDown);
  };
  const reader = new StreamMessageReader(input);
  // A message that is no JSON can be left out; behind a header that makes no sense nobody knows where the next one begins.
  reader.onError((error) => {
    if (!(error instanceof SyntaxError)) end();
  });
  input.once('end', end);
  input.once('close', end);
  const connection = createConnection(
    (logger) => (protocol = createProtocolConnection(reader, new StreamMessageWriter(output), logger)),
    {
      initialize: ({ processId }) => {
        if (processId === null) return;
        watch = setInterval(() => isRunning(processId) || end(), lookAfter).unref();
      },
      get shutdownReceived() {
        return isShutDown;
      },
      set shutdownReceived(value) {
        isShutDown = value;
      },
      exit: end,
    },
  );
  return { connection, left };
}

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    // One of somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
