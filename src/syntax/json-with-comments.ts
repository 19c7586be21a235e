import type { SourceFile } from '../text/source.ts';

/**
 * The value of a JSON file as editors keep them: comments and a comma before a closing bracket are allowed. Undefined
 * where it cannot be read.
 */
export function jsonWithComments(source: SourceFile): unknown {
  const bare = source.text
    .replace(/^\uFEFF/, '')
    .replace(/"(?:[^"\\]|\\[\s\S])*"?|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g, (found) =>
      found.startsWith('"') ? found : ' ',
    )
    .replace(/"(?:[^"\\]|\\[\s\S])*"?|,(?=\s*[\]}])/g, (found) => (found === ',' ? ' ' : found));
  try {
    return JSON.parse(bare);
  } catch {
    return undefined;
  }
}

/** The member of an object, if it is one. Members that objects inherit do not count. */
export const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

/** The members of an object in the order they were written; none for anything else. */
export const members = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];

/** The items of an array; none for anything else. */
export const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
