import { hex } from '../units.ts';
import type { Plan, PlannedMemory } from './plan.ts';

/**
 * The partitions of a plan as devicetree source, for all images: what the board has is deleted first. `isNewer`: the SDK has
 * `zephyr,mapped-partition`, from 3.3 on.
 */
export const mapText = ({ memories }: Plan, from: string, isNewer: boolean): string =>
  [
    `/* Made by ncslint migrate from ${from.replaceAll('*/', '')}. */\n`,
    ...memories.map((one) => memoryText(one, isNewer)),
  ].join('\n');

/** What an image needs besides the map. */
export const codeText = (label: string): string => `/ {
	chosen {
		zephyr,code-partition = &${label};
	};
};
`;

function memoryText({ label, isMapped, enabled, partitions }: PlannedMemory, isNewer: boolean): string {
  const isGroup = !isMapped || !isNewer;
  const above = enabled.filter((one) => one !== label).map((one) => `&${one} {\n\tstatus = "okay";\n};\n\n`);
  return `${above.join('')}&${label} {
${enabled.includes(label) ? '\tstatus = "okay";\n\n' : ''}	/delete-node/ partitions;

	partitions {
${isGroup ? '\t\tcompatible = "fixed-partitions";\n' : ''}		#address-cells = <1>;
		#size-cells = <1>;
${isGroup ? '' : '\t\tranges;\n'}
${partitions
  .map(
    ({ labels, text, start, size }) => `		${labels.map((one) => `${one}: `).join('')}partition@${start.toString(16)} {
${isGroup ? '' : '\t\t\tcompatible = "zephyr,mapped-partition";\n'}			label = "${text}";
			reg = <${hex(start)} ${hex(size)}>;
		};
`,
  )
  .join('\n')}	};
};
`;
}
