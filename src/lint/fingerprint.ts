import type { Finding } from '../diagnostic/diagnostic.ts';
import { fnv1a } from '../text/fnv1a.ts';

/**
 * Sixteen hexadecimal digits that stay the same while lines above the finding come and go: made of the rule, the file,
 * the marked line without its blanks, and the message.
 */
export const fingerprint = (rule: string, finding: Finding): string =>
  fnv1a(`${rule}\n${finding.at.span.file.path}\n${bareLine(finding)}\n${finding.message}`);

/** The same of the marked line alone, without its blanks. */
export const lineFingerprint = (finding: Finding): string => fnv1a(bareLine(finding));

function bareLine({ at: { span } }: Finding): string {
  const { file, start } = span;
  return file.line(file.position(start).line).replace(/\s+/g, '');
}
