// The library that speaks the protocol. The built program has it in a file of its own, which only `ncslint lsp` loads:
// tools/bundle.mjs.
export { createConnection, DidChangeWatchedFilesNotification } from 'vscode-languageserver';
export { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
