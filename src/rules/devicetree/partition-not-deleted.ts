import type { Configuration } from '../../model/application.ts';
import type { DtNode } from '../../model/devicetree/devicetree.ts';
import { isPartition } from '../../model/devicetree/partition-map.ts';
import { defineRule, knowsVersion, reason } from '../rule.ts';
import { imageName } from '../wording.ts';

export default defineRule({
  id: 'devicetree/partition-not-deleted',
  severity: 'warning',
  about: () => ({
    summary: "Who writes a partition of the board's anew deletes the old one first.",
    why: `
A partition is a node with its address in its name. A map that is written anew has other addresses, so other nodes: the
board's partitions stay beside them, and the labels, which code and MCUboot look for, are on two nodes. The build stops there,
or, where the labels differ, both maps are in the image.`,
    exceptions:
      'Only where the same label is on both; partitions that overlap are reported by devicetree/partition-range.',
    sources: [
      'zephyr/scripts/dts/python-devicetree/src/devicetree/dtlib.py:1917-1931 (2.4.0)',
      'nrf/dts/samples/matter/nrf52840_partitions.dtsi:7-10 (3.3.99)',
    ],
  }),

  *check(configuration) {
    const { images } = configuration;
    const seen = new Set<string>();
    for (const of of images) {
      for (const { label, span, other, node } of of.devicetree.doubleLabels) {
        const place = `${span.file.path}:${span.start}`;
        if (seen.has(place) || !isPartition(other) || !isSure(configuration, other)) continue;
        seen.add(place);
        yield {
          message: `the build of ${imageName(of)} stops: ${label} is the label of ${other.name} and of ${node.name}`,
          at: { span, text: 'the old one is still there' },
          because: [reason(`${other.path} is called ${label}`, other.origins.at(-1))],
          help: `delete it before the new map: /delete-node/ &${label};`,
        };
      }
    }
  },
});

/** Boards get other labels with time. */
const isSure = (configuration: Configuration, { origins }: DtNode): boolean =>
  knowsVersion(configuration) || origins.every(({ kind }) => kind === 'project');
