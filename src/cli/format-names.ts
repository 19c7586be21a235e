/** What a report can be written as. */
export const formatNames = [
  'pretty',
  'compact',
  'json',
  'jsonl',
  'sarif',
  'github',
  'markdown',
  'gitlab',
  'junit',
  'checkstyle',
] as const;

export type FormatName = (typeof formatNames)[number];
