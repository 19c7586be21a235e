import { expect, test } from 'vitest';
import { laidOut } from '../../src/sdk/extract/preprocessed.ts';

const preprocessed = `# 0 "/ncs/v3.0.0/zephyr/misc/empty_file.c"
# 0 "<built-in>"
# 0 "<command-line>"
# 1 "C:\\\\ncs\\\\v3.0.0\\\\zephyr\\\\boards\\\\maker\\\\kit\\\\kit_nrf54l15_cpuapp.dts" 1

/dts-v1/;

# 1 "/ncs/v3.0.0/zephyr/dts/arm/nordic/nrf54l15_cpuapp.dtsi" 1 3 4


# 1 "/ncs/v3.0.0/zephyr/dts/common/mem.h" 1 3 4
# 4 "/ncs/v3.0.0/zephyr/dts/arm/nordic/nrf54l15_cpuapp.dtsi" 2 3 4
# 20 "/ncs/v3.0.0/zephyr/dts/arm/nordic/nrf54l15_cpuapp.dtsi" 3 4
/ { soc { }; };
# 5 "C:\\\\ncs\\\\v3.0.0\\\\zephyr\\\\boards\\\\maker\\\\kit\\\\kit_nrf54l15_cpuapp.dts" 2
# 1 "C:\\\\ncs\\\\v3.0.0\\\\zephyr\\\\boards\\\\maker\\\\kit\\\\kit-pinctrl.dtsi" 1
&pinctrl { };
# 6 "C:\\\\ncs\\\\v3.0.0\\\\zephyr\\\\boards\\\\maker\\\\kit\\\\kit_nrf54l15_cpuapp.dts" 2
&uart20 { };
# 0 "<command-line>" 2
# 1 "/home/me/app/boards/kit.overlay" 1
&uart21 { };
# 0 "<command-line>" 2
# 1 "/ncs/v3.0.0/zephyr/misc/empty_file.c"
`;

test('puts the lines of a preprocessed devicetree back into the files they came from', () => {
  const files = laidOut(preprocessed);
  expect(files.get('zephyr/boards/maker/kit/kit_nrf54l15_cpuapp.dts')).toBe(
    '\n/dts-v1/;\n\n#include <nordic/nrf54l15_cpuapp.dtsi>\n#include "kit-pinctrl.dtsi"\n&uart20 { };\n',
  );
  expect(files.get('zephyr/dts/arm/nordic/nrf54l15_cpuapp.dtsi')?.split('\n')[19]).toBe('/ { soc { }; };');
  expect(files.get('zephyr/boards/maker/kit/kit-pinctrl.dtsi')).toBe('&pinctrl { };\n');
  expect([...files.keys()]).toHaveLength(3);
});

test('refuses a file that says two things at the same place', () => {
  const again = preprocessed.replace(
    '&uart20 { };',
    '# 5 "/ncs/v3.0.0/zephyr/boards/maker/kit/kit_nrf54l15_cpuapp.dts"\nno',
  );
  expect(() => laidOut(again)).toThrow('kit_nrf54l15_cpuapp.dts:5 is');
});
