/** Files above this are not read: nothing a person writes for a firmware comes near it. Bytes. */
export const largestFile = 2 * 1024 * 1024;

/** What is said about a file above it, as the rest of a sentence. */
export const tooLarge = 'is larger than 2 MiB';

export type Decoded = Text | NoText;

export interface Text {
  /** A byte order mark stays in front: parsers have to see what the build sees. */
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
}

export interface NoText {
  /** As the rest of a sentence about the file: "is not a text file". */
  readonly why: string;
  /** 1-based, where the reason lies on one line. */
  readonly line?: number;
}

/**
 * The text of a file of the user: UTF-8, or UTF-16 with a byte order mark, which Windows PowerShell writes.
 * Other bytes are no text; they are never replaced by a substitute.
 */
export function decode(bytes: Uint8Array): Decoded {
  const encoding = encodingOf(bytes);
  const text = strictly(encoding, bytes);
  if (text === undefined) {
    if (encoding !== 'utf-8') return { why: `is not valid ${encoding.toUpperCase().slice(0, 6)}` };
    if (bytes.includes(0)) return { why: 'is not a text file' };
    const line = firstInvalidLine(bytes);
    return { why: `is not valid UTF-8 on line ${line}`, line };
  }
  return text.includes('\0') ? { why: 'is not a text file' } : { text, encoding };
}

/** The text in these bytes; undefined for what is no text, and where there is nothing to read. */
export function textIn(bytes: Uint8Array | undefined): string | undefined {
  const decoded = bytes && decode(bytes);
  return decoded && 'text' in decoded ? decoded.text : undefined;
}

/** The text of a file of the SDK: UTF-8 without a byte order mark, and substitutes for bytes that are none. */
export const decodeLeniently = (bytes: Uint8Array): string => lenient.decode(bytes);

const lenient = new TextDecoder();

function encodingOf(bytes: Uint8Array): Text['encoding'] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

function strictly(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A line feed is never part of a longer sequence in UTF-8, so every line stands for itself. */
function firstInvalidLine(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const feed = bytes.indexOf(10, start);
    const end = feed < 0 ? bytes.length : feed + 1;
    if (strictly('utf-8', bytes.subarray(start, end)) === undefined) return line;
    start = end;
  }
  return line;
}
