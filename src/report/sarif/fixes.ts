import type { Diagnostic, Edit, Fix } from '../../diagnostic/diagnostic.ts';
import { appended } from '../../text/edit.ts';
import { SourceFile } from '../../text/source.ts';
import type { FormatContext } from '../format.ts';
import { regionOf } from '../region.ts';
import { artifact, region, textMessage } from './places.ts';

/** The fixes of a finding that can be told as replacements; the key is left out where there are none. */
export function fixObjects({ fixes = [] }: Diagnostic, context: FormatContext) {
  const told = fixes.filter(({ edits }) => edits.length > 0).map((fix) => fixObject(fix, context));
  return told.length > 0 ? { fixes: told } : {};
}

function fixObject({ title, safety, edits }: Fix, context: FormatContext) {
  const files = new Map<string, Replacement[]>();
  for (const edit of edits) {
    const [path, replacement] = replacementOf(edit, context);
    files.set(path, [...(files.get(path) ?? []), replacement]);
  }
  return {
    description: textMessage(title),
    artifactChanges: [...files].map(([path, replacements]) => ({
      artifactLocation: artifact(path, context),
      replacements,
    })),
    properties: { safety },
  };
}

interface Replacement {
  readonly deletedRegion: object;
  readonly insertedContent: { readonly text: string };
}

/** What is appended is inserted at the end of the file; of one that does not exist, at its first character. */
function replacementOf(edit: Edit, { textOf }: FormatContext): readonly [string, Replacement] {
  if (edit.kind === 'replace') {
    const { span, text } = edit;
    return [span.file.path, { deletedRegion: region(regionOf(span)), insertedContent: { text } }];
  }
  const before = edit.creates ? '' : (textOf(edit.path) ?? '');
  const file = new SourceFile(edit.path, before);
  const end = file.span(before.length, before.length);
  const text = appended(before, edit.text).slice(before.length);
  return [edit.path, { deletedRegion: region(regionOf(end)), insertedContent: { text } }];
}
