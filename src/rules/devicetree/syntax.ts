import type { Configuration } from '../../model/application.ts';
import type { DtNode } from '../../model/devicetree/devicetree.ts';
import { isPartition } from '../../model/devicetree/partition-map.ts';
import { defineRule, knowsVersion, reason } from '../rule.ts';

export default defineRule({
  id: 'devicetree/syntax',
  severity: 'error',
  about: () => ({
    summary: 'Every overlay parses.',
    why: `
The build stops at the first thing it cannot read, and its message points at where the parser gave up, often lines behind
the missing character, or into a generated file.`,
    sources: [
      'zephyr/scripts/dts/python-devicetree/src/devicetree/dtlib.py:1662-1668 (2.4.0)',
      'zephyr/scripts/dts/python-devicetree/src/devicetree/dtlib.py:1917-1931 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const { images } = configuration;
    const seen = new Set<string>();
    for (const { boardFiles, overlays, devicetree } of images) {
      for (const { label, span, other } of devicetree.doubleLabels) {
        const place = `${span.file.path}:${span.start}`;
        // A partition that the board has, too: devicetree/partition-not-deleted.
        if (seen.has(place) || isPartition(other) || !isSure(configuration, other)) continue;
        seen.add(place);
        yield {
          message: `the build stops: ${other.path} has the label ${label}, too`,
          at: { span, text: 'taken' },
          because: [reason(`${other.path} is called ${label}`, other.origins.at(-1))],
          help: 'give the node a label of its own, or delete the other one before (/delete-node/)',
        };
      }
      for (const { problems } of [...boardFiles, ...overlays]) {
        for (const { message, span, related, help } of problems) {
          yield {
            message,
            at: { span, text: 'the build cannot read on from here' },
            ...(related && { related: [related] }),
            ...(help !== undefined && { help }),
          };
        }
      }
    }
  },
});

/** Boards get other labels with time. */
const isSure = (configuration: Configuration, { origins }: DtNode): boolean =>
  knowsVersion(configuration) || origins.every(({ kind }) => kind === 'project');
