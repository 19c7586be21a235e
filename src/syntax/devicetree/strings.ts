/**
 * The characters between two quotes with their escapes resolved; a byte given by number becomes the character of that
 * number. Undefined for an octal escape that is no byte. (dtlib.py, `_unescape`.)
 */
export function withoutEscapes(raw: string): string | undefined {
  if (!raw.includes('\\')) return raw;
  let fits = true;
  const text = raw.replace(/\\([0-7]{1,3}|x[0-9A-Fa-f]{1,2}|[\s\S])/g, (_, code: string) => {
    if (/^[0-7]/.test(code)) {
      const byte = Number.parseInt(code, 8);
      fits &&= byte < 256;
      return String.fromCharCode(byte & 255);
    }
    if (code.length > 1) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return ESCAPES[code] ?? code;
  });
  return fits ? text : undefined;
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
};
