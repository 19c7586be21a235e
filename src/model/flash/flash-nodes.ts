import { type Configuration, flashDriver, type Image } from '../application.ts';
import type { DtNode } from '../devicetree/devicetree.ts';
import { isEnabled } from '../devicetree/values.ts';
import { is, rememberedFor, valueOf } from '../fact.ts';
import { externalFlash } from './external-flash.ts';

/** A flash chip on a serial bus that an image uses: enabled, or chosen as `nordic,pm-ext-flash`. */
export interface FlashNode {
  readonly image: Image;
  readonly node: DtNode;
}

/** The flash chips of every image. A chip that several images have is listed for each. */
export const flashNodes = rememberedFor((configuration: Configuration): readonly FlashNode[] =>
  configuration.images.flatMap((image) =>
    image.devicetree.nodes
      .filter((node) => node.compatible.known && flashDriver(configuration, node.compatible.value) !== undefined)
      .filter((node) => is(isEnabled(node), true) || valueOf(externalFlash(image)) === node)
      .map((node) => ({ image, node })),
  ),
);
