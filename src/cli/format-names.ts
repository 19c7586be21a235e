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

export type ReportFormat = (typeof formatNames)[number];

/** What a map can be written as. */
export const mapFormats = ['pretty', 'svg', 'html', 'json', 'markdown'] as const;

export type MapFormat = (typeof mapFormats)[number];

export type FormatName = ReportFormat | MapFormat;

export const allFormats: readonly FormatName[] = [...new Set([...formatNames, ...mapFormats])];
