import type { CodeAction, CreateFile, TextDocumentEdit } from 'vscode-languageserver/node';
import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import type { Edit } from '../text/edit.ts';
import { appended } from '../text/edit.ts';
import { SourceFile } from '../text/source.ts';
import { editorDiagnostic, type PathOf } from './diagnostics.ts';
import { rangeOf, uriOf } from './places.ts';

/** The fixes of a finding as quick fixes. `textOf` gives the text of a file as it is now, in the editor or on the disk. */
export const quickFixes = (
  diagnostic: Diagnostic,
  pathOf: PathOf,
  textOf: (path: string) => string | undefined,
): readonly CodeAction[] =>
  (diagnostic.fixes ?? [])
    .filter(({ edits }) => edits.length > 0)
    .map(({ title, safety, edits }, index) => ({
      title: `ncslint: ${title}`,
      kind: 'quickfix',
      diagnostics: [editorDiagnostic(diagnostic, pathOf)],
      isPreferred: index === 0 && safety === 'safe',
      edit: { documentChanges: edits.flatMap((edit) => changes(edit, pathOf, textOf)) },
    }));

function changes(
  edit: Edit,
  pathOf: PathOf,
  textOf: (path: string) => string | undefined,
): (CreateFile | TextDocumentEdit)[] {
  if (edit.kind === 'replace') return [textEdit(pathOf(edit.span.file.path), rangeOf(edit.span), edit.text)];
  const path = pathOf(edit.path);
  const before = textOf(path);
  const file = new SourceFile(edit.path, before ?? '');
  const end = rangeOf(file.span(file.text.length, file.text.length));
  return [
    ...(before === undefined ? [{ kind: 'create' as const, uri: uriOf(path), options: { ignoreIfExists: true } }] : []),
    textEdit(path, end, appended(file.text, edit.text).slice(file.text.length)),
  ];
}

const textEdit = (path: string, range: TextDocumentEdit['edits'][0]['range'], newText: string): TextDocumentEdit => ({
  textDocument: { uri: uriOf(path), version: null },
  edits: [{ range, newText }],
});
