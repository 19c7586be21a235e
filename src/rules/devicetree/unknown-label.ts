import type { Finding } from '../../diagnostic/diagnostic.ts';
import { type Configuration, type Image, OLDER_TREE } from '../../model/application.ts';
import type { DanglingReference } from '../../model/devicetree/devicetree.ts';
import { closest } from '../../text/similar.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, isBefore, knowsVersion, reason, replace } from '../rule.ts';
import { imageName } from '../wording.ts';

export default defineRule({
  id: 'devicetree/unknown-label',
  severity: 'error',
  about: () => ({
    summary: "Every label and path an overlay refers to exists in that image's devicetree.",
    why: `
An overlay is applied to the board's devicetree, and a reference to a node that neither of them has ends the build:
"undefined node label". Each image has its own devicetree: a node that only the application's overlay adds does not exist
for the bootloader, and boards and SoCs do not use the same labels.`,
    exceptions: `
Silent while the board's devicetree is not known, in what a shield says for all boards (the connector may be that of another shield), or a file that the overlay includes, and where another version of the
SDK had to stand for the one in use: boards get other labels with time. Deleting a child that is not there
(\`/delete-node/ name;\` inside of a node) is legal.`,
    sources: [
      'zephyr/scripts/dts/python-devicetree/src/devicetree/dtlib.py:1736-1742 (2.4.0)',
      'nrf/cmake/multi_image.cmake:311-348 (2.4.0)',
    ],
  }),

  *check(configuration) {
    for (const of of configuration.images) {
      for (const { text, span, usedBy } of of.devicetree.danglingReferences) {
        if (usedBy) {
          if (knowsVersion(configuration)) yield deletedInUse(of, text, span, usedBy);
          continue;
        }
        const elsewhere = definedBy(configuration, of, text);
        if (!knowsLabels(configuration, elsewhere !== undefined) || isForAnyBoard(configuration, span)) continue;
        const meant = elsewhere ? undefined : similar(of, text);
        yield {
          message: `the build of ${imageName(of)} stops: its devicetree has no ${text}`,
          at: { span, text: 'no such node' },
          because: [
            ...(elsewhere
              ? [
                  reason(
                    `${text} exists in ${imageName(elsewhere)} only: images do not inherit overlays`,
                    originIn(elsewhere, text),
                  ),
                ]
              : []),
            reason(
              `neither ${configuration.part ? 'its own files' : `the overlays of ${imageName(of)}`} nor the board${of.board.known ? ` ${of.board.value}` : ''} define it`,
            ),
          ],
          ...(meant && { fixes: [replace(`write &${meant}, which exists`, 'unsafe', span, `&${meant}`)] }),
        };
      }
    }
  },
});

function deletedInUse(of: Image, text: string, span: Span, usedBy: NonNullable<DanglingReference['usedBy']>): Finding {
  return {
    message: `the build of ${imageName(of)} stops: ${usedBy.text} still refers to ${text}`,
    at: { span, text: 'deletes the node' },
    because: [reason(`the board says so: ${usedBy.text} is ${text}`, usedBy.origin)],
    help: `delete that property, too (/delete-property/), or disable the node instead: status = "disabled";`,
  };
}

/**
 * Of builds with sysbuild the devicetrees were read in more versions than the rest. A node that another image has can be
 * missing whatever the version; not so where the board's devicetree is another one.
 */
function knowsLabels(configuration: Configuration, elsewhere: boolean): boolean {
  if (configuration.assumptions.some(({ what }) => what === OLDER_TREE)) return false;
  const knowsTrees = configuration.version !== undefined && !isBefore(configuration, 2, 7);
  return elsewhere || knowsTrees || knowsVersion(configuration);
}

/** A shield's own file stands for every board with the connector, which another shield may bring along. */
const isForAnyBoard = ({ part }: Configuration, { file }: Span): boolean =>
  part === 'shield' && !/(^|\/)boards\/([^/]+\/)?[^/]+$/.test(file.path);

/** Another image of the build that has the label. */
const definedBy = ({ images }: Configuration, of: Image, text: string): Image | undefined =>
  images.find((other) => other !== of && labelled(other, text) !== undefined);

const originIn = (of: Image, text: string) => labelled(of, text)?.origins.findLast(({ kind }) => kind === 'project');

function labelled({ devicetree }: Image, text: string) {
  const found = devicetree.labelled(text.slice(1));
  return found.known ? found.value : undefined;
}

const similar = ({ devicetree }: Image, text: string): string | undefined =>
  text.startsWith('&{')
    ? undefined
    : closest(
        text.slice(1),
        devicetree.nodes.flatMap(({ labels }) => labels),
      );
