import type { Configuration, Image } from '../model/application.ts';
import { touchedNodes } from '../model/devicetree/touched.ts';

/**
 * The images in whose devicetree a file of the user's has a say. Of the others the SDK alone decides all that a rule about
 * devicetrees looks at, and there is no line to report.
 */
export const touchedImages = ({ images }: Pick<Configuration, 'images'>): readonly Image[] =>
  images.filter(({ devicetree }) => touchedNodes(devicetree).length > 0);
