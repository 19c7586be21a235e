import type { PostLine } from './post-line.ts';

/** A version of the nRF Connect SDK that a post names. */
export interface VersionHint {
  /** Without `v`; with two parts where the post says no more: "2.4". */
  readonly value: string;
  /** 1-based. */
  readonly line: number;
  /** As a clause: "from the path C:\ncs\v2.4.0 on line 169 of the post". */
  readonly why: string;
}

/**
 * What was printed or typed by machines first, then what the person says, then links. Of equal ones the most exact. Only the
 * first `kinds` of sources where that is given.
 */
export function versionHints(lines: readonly PostLine[], kinds = SOURCES.length): VersionHint[] {
  const found: (VersionHint & { readonly rank: number })[] = [];
  for (const { prose: text, number } of lines) {
    for (const { groups } of text.matchAll(ZEPHYR)) {
      const value = OF_ZEPHYR[groups!.version!];
      if (value)
        found.push({ value, line: number, why: `from the boot banner on line ${number} of the post`, rank: 0 });
    }
    for (const [rank, { pattern, says }] of SOURCES.slice(0, kinds).entries()) {
      for (const match of text.matchAll(pattern)) {
        const value = match.groups!.version!.replace(/[.-]+$/, '');
        // Zephyr's version in NCS ends in -ncs1, and Zephyr's own were 3.5 when NCS was at 2.5.
        if (/-ncs\d/.test(text.slice(match.index)) && /\.99-ncs/.test(text)) continue;
        found.push({ value, line: number, why: `from ${says(match[0].trim())} on line ${number} of the post`, rank });
      }
    }
  }
  const parts = (value: string): number => Math.min(value.split('.').length, 3);
  found.sort((a, b) => a.rank - b.rank || parts(b.value) - parts(a.value) || a.line - b.line);
  const unique = found.filter(({ value }, index) => found.findIndex((other) => other.value === value) === index);
  // "2.4" says nothing that "2.4.0" does not say.
  return unique
    .filter(({ value }) => !unique.some((other) => other.value !== value && other.value.startsWith(`${value}.`)))
    .map(({ value, line, why }) => ({ value, line, why }));
}

const VERSION = String.raw`(?<version>[1-9]\.\d{1,2}(?:\.\d{1,2})?(?:-(?:rc|preview|dev)\d*)?)(?![\d.]*\d|-ncs)`;
const SDK = '(?:nRF[ -]?Connect[ -]?SDK|NCS|sdk-nrf)';

const ZEPHYR = /\*\*\* Booting (?:Zephyr OS build|nRF Connect SDK) v(?<version>\d\.\d\.\d{1,2}-ncs\d)/g;

/** Up to 2.6 the banner names no release, but the Zephyr in it: revision of zephyr in nrf/west.yml of each release. */
const OF_ZEPHYR: Readonly<Record<string, string>> = {
  '2.6.99-ncs1': '1.7',
  '2.7.0-ncs1': '1.8',
  '2.7.99-ncs1': '1.9',
  '3.0.99-ncs1': '2.0',
  '3.1.99-ncs1': '2.1',
  '3.2.99-ncs1': '2.2',
  '3.2.99-ncs2': '2.3',
  '3.3.99-ncs1': '2.4',
  '3.4.99-ncs1': '2.5',
  '3.5.99-ncs1': '2.6',
};

const SOURCES: readonly { pattern: RegExp; says: (text: string) => string }[] = [
  {
    pattern: new RegExp(String.raw`\*\*\* (?:Using|Booting) nRF Connect SDK v${VERSION}`, 'gi'),
    says: () => 'the boot banner',
  },
  {
    pattern: new RegExp(String.raw`(?:[A-Za-z]:)?[\\/]?(?:[\w.~-]+[\\/])*ncs[\\/]v?${VERSION}(?=[\\/\s"'>:]|$)`, 'gi'),
    says: (text) => `the path ${text}`,
  },
  {
    pattern: new RegExp(`(?:--mr|--manifest-rev|revision:)[ =]*v?${VERSION}`, 'gi'),
    says: (text) => `\`${text}\``,
  },
  {
    pattern: new RegExp(String.raw`\b${SDK}\b[^\n.,;/]{0,24}?\bv?\.? ?${VERSION}`, 'gi'),
    says: (text) => `the words "${text}"`,
  },
  {
    pattern: new RegExp(String.raw`(?<!zephyr )\b(?:SDK|toolchain)(?: version)?[ :=]{1,3}v?${VERSION}`, 'gi'),
    says: (text) => `the words "${text}"`,
  },
  {
    pattern: new RegExp(String.raw`\b(?:on|using|use|with|updated to|upgraded to) v${VERSION}`, 'gi'),
    says: (text) => `the words "${text}"`,
  },
  {
    pattern: new RegExp(`(?:nRF_Connect_SDK/doc/|bundle/ncs-|nrfconnect/sdk-nrf/(?:blob|tree)/v?)${VERSION}`, 'gi'),
    says: () => 'the link',
  },
];

/** How many of the sources leave no doubt that the SDK is meant. */
export const NAMED_OUTRIGHT = 4;
