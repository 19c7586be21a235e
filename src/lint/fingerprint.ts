import type { Finding } from '../diagnostic/diagnostic.ts';

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

/** FNV-1a with 64 bits, as in its specification. Not cryptographic: it tells findings apart, nothing else. */
function fnv1a(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}
