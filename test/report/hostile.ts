import fc from 'fast-check';

/** Texts of characters that are likely to break a report. */
export const hostile = (maxLength = 60): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ maxLength }),
    fc.array(fc.constantFrom(...characters), { maxLength }).map((parts) => parts.join('')),
  );

const characters = [
  ...['a', 'Z', '0', ' ', '  ', '/', '\\', '"', '=', '`', '$', '{', '::', '-->'],
  ...['\x00', '\x1b[31m', '\x1b]8;;', '\x07', '\b', '\t', '\n', '\r', '\r\n', '\x7f', '\x9b', '\x85'],
  ...['\u00a0', '\u00ad', '\u200b', '\u200d', '\u2028', '\u202e', '\u2066', '\ufeff', '\ufe0f', '\u{e0041}'],
  ...['\ud800', '\udfff', 'é', 'e\u0301', '\u0301', '漢', 'ﾊ', '한', '\u1161', '😀', '👨\u200d👩', '🇩🇪', 'ש'],
];
