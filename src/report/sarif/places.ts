import type { Diagnostic, Label } from '../../diagnostic/diagnostic.ts';
import type { Origin } from '../../diagnostic/origin.ts';
import type { Span } from '../../text/source.ts';
import type { FormatContext } from '../format.ts';
import { type Region, regionOf } from '../region.ts';

/** A location object: the place of a span. */
export const placeAt = (span: Span, context: FormatContext) => ({
  physicalLocation: {
    artifactLocation:
      span.file.sdk === undefined ? artifact(span.file.path, context) : sdkArtifact(span.file.path, span.file.sdk),
    region: region(regionOf(span)),
  },
});

export const labelled = ({ span, text }: Label, context: FormatContext) => ({
  ...placeAt(span, context),
  // A message that says nothing is no message for SARIF.
  ...(text === '' ? {} : { message: textMessage(text) }),
});

/** A location object for where something was decided, which lies in the project, in the SDK, or nowhere. */
export function placeOfOrigin(origin: Origin | undefined, context: FormatContext) {
  switch (origin?.kind) {
    case 'project':
      return placeAt(origin.span, context);
    case 'sdk': {
      const { path, sdk, line } = origin;
      return {
        physicalLocation: { artifactLocation: sdkArtifact(path, sdk), region: { startLine: Math.max(1, line) } },
      };
    }
    case 'absent':
      return { physicalLocation: { artifactLocation: artifact(origin.path, context) } };
    default:
      return undefined;
  }
}

/** A file of the project. */
export const artifact = (path: string, { fromRepository }: FormatContext) => {
  const seen = fromRepository(path);
  return isAbsolute(seen) ? { uri: `file://${uri(`/${seen}`)}` } : { uri: uri(seen), uriBaseId: PROJECT };
};

const sdkArtifact = (path: string, sdk: string) => ({ uri: uri(path), uriBaseId: sdkBase(sdk) });

/** The `uriBaseId`s that locations of these findings use. Where they lie is not said: it is nobody's business. */
export function baseIds(diagnostics: readonly Diagnostic[]) {
  const versions = diagnostics.flatMap(({ at, related = [], because = [] }) => [
    ...[at, ...related].flatMap(({ span }) => span.file.sdk ?? []),
    ...because.flatMap(({ origin }) => {
      if (origin?.kind === 'project') return origin.span.file.sdk ?? [];
      return origin?.kind === 'sdk' ? [origin.sdk] : [];
    }),
  ]);
  const described = [...new Set(versions)].map((version) => [
    sdkBase(version),
    { description: textMessage(`the workspace of nRF Connect SDK ${version}`) },
  ]);
  return { [PROJECT]: { description: textMessage('the root of the repository') }, ...Object.fromEntries(described) };
}

const PROJECT = '%SRCROOT%';
const sdkBase = (version: string): string => `NCS-${version}`;

export const region = ({ line, column, endLine, endColumn }: Region) => ({
  startLine: line,
  startColumn: column,
  endLine,
  endColumn,
});

const isAbsolute = (path: string): boolean => /^([A-Za-z]:)?\//.test(path);

/** A path as a relative reference. Half of a surrogate pair cannot be written in one. */
const uri = (path: string): string =>
  path
    .replace(/\/{2,}/g, '/')
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');

/** A message object. A `[text](1)` in it would be a link, `{0}` a gap to fill. */
export const textMessage = (text: string) => ({
  text: text
    .replace(/[[\]](?=[^[\]]*\]?\()/g, '\\$&')
    .replace(/\{(?=\d+\})/g, '{{')
    .replace(/(?<=\{\d+)\}/g, '}}'),
});
