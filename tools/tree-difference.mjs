import { isDeepStrictEqual } from 'node:util';

/** The first thing in which two trees differ, in words; `count` is told the nodes and properties that were compared. */
export function treeDifference(theirs, ours, count) {
  for (const path of Object.keys(ours)) if (!theirs[path]) return `${path} is there`;
  for (const [path, node] of Object.entries(theirs)) {
    count.nodes++;
    const found = ours[path] ? nodeDifference(node, ours[path]) : 'is not there';
    if (found) return `${path}: ${found}`;
    count.properties += Object.keys(ours[path].properties).length;
  }
  return undefined;
}

/**
 * The first thing in which our plain node differs from what the SDK's own tools made of it, in words; undefined where they
 * are the same. Theirs: { labels, compatible, status, props: { name: value } }.
 */
function nodeDifference(theirs, own) {
  const labels = [...(theirs.labels ?? [])].sort();
  if (!isDeepStrictEqual(labels, own.labels)) return `labels are ${own.labels}, should be ${labels}`;
  const { compatible, status, ...rest } = own.properties;
  if (!isDeepStrictEqual(theirs.compatible ?? [], compatible ?? [])) return `compatible is ${compatible}`;
  // edtlib says okay for ok (edtlib.py:1097, 2.4.0).
  if ((theirs.status ?? 'okay') !== (status?.[0] ?? 'okay').replace(/^ok$/, 'okay')) return `status is ${status}`;
  const props = theirs.props ?? {};
  for (const key of new Set([...Object.keys(props), ...Object.keys(rest)])) {
    const value = key in rest ? asOracle(rest[key]) : undefined;
    if (!isDeepStrictEqual(value, props[key])) {
      return `${key} is ${JSON.stringify(value)}, should be ${JSON.stringify(props[key])}`;
    }
  }
  return undefined;
}

/** The oracle writes a single number, string or path without a list. */
function asOracle(values) {
  if (values === true || values.length !== 1) return values;
  const [only] = values;
  if (typeof only !== 'object' || 'bytes' in only) return only;
  return 'path' in only ? { '&': only.path } : values;
}
