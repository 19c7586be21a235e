import type { Finding } from '../diagnostic/diagnostic.ts';

/**
 * Sixteen hexadecimal digits that stay the same while lines above the finding come and go: made of the rule, the file,
 * the marked line without its blanks, and the message.
 */
export function fingerprint(rule: string, finding: Finding): string {
  const { file, start } = finding.at.span;
  const line = file.line(file.position(start).line).replace(/\s+/g, '');
  return fnv1a(`${rule}\n${file.path}\n${line}\n${finding.message}`);
}

/** FNV-1a with 64 bits, as in its specification. Not cryptographic: it tells findings apart, nothing else. */
function fnv1a(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}
