import { visible } from '../text/visible.ts';

/** An element of an XML document, or text in one. */
export type Xml = string | XmlElement;

export interface XmlElement {
  readonly name: string;
  /** Those that are undefined are left out. */
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
  readonly children: readonly Xml[];
}

export const element = (
  name: string,
  attributes: XmlElement['attributes'],
  children: readonly Xml[] = [],
): XmlElement => ({
  name,
  attributes,
  children,
});

/** A document of XML 1.0, whatever characters the texts hold. Line feeds in texts stay. */
export const xmlDocument = (root: XmlElement): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${elementLines(root, '').join('\n')}\n`;

function elementLines({ name, attributes, children }: XmlElement, indent: string): readonly string[] {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(visible(String(value)))}"`],
  );
  const start = `${indent}<${name}${written.join('')}`;
  if (children.length === 0) return [`${start}/>`];
  const texts = children.filter((child) => typeof child === 'string');
  if (texts.length === children.length)
    return [`${start}>${texts.map((text) => escaped(text.split('\n').map(visible).join('\n'))).join('')}</${name}>`];
  const inside = children.flatMap((child) => (typeof child === 'string' ? [] : elementLines(child, `${indent}  `)));
  return [`${start}>`, ...inside, `${indent}</${name}>`];
}

// `>` too, for `]]>`. U+FFFE and U+FFFF are in no document of XML; a `#` in front of `[` would be a command (commands.ts).
const special = /[<>&"'\ufffe\uffff]|#(?=#(?:\[|vso\[))|(?<=^[ \t]*):(?=:)/gm;

const entities: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  "'": '&apos;',
};

function escaped(text: string): string {
  return text.replace(special, (character) => {
    const code = character.charCodeAt(0);
    return entities[character] ?? (code > 0xfff0 ? `\\u{${code.toString(16)}}` : `&#${code};`);
  });
}
