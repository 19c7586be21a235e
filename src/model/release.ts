/** A release of the SDK. */
export interface Release {
  readonly major: number;
  readonly minor: number;
}

/** What versions such as "2.4", "v2.4.1" and "2.4.0-rc1" name; undefined for what names no release. */
export function releaseOf(version: string | undefined): Release | undefined {
  const match = /^v?(\d{1,3})\.(\d{1,2})(?!\d)/.exec(version ?? '');
  return match ? { major: Number(match[1]), minor: Number(match[2]) } : undefined;
}

/** Whether a version is the branch that is ahead of all releases. */
export const isAheadOfAll = (version: string | undefined): boolean => version === 'main' || version === 'master';
