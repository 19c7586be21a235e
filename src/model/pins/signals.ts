import type { DtNode } from '../devicetree/devicetree.ts';

/** What a peripheral needs of its pins, by compatible. */
export interface PeripheralSignals {
  /** Its functions begin with this: "QSPI_". Others write registers that it does not have. */
  readonly prefix: string;
  /** Of each list it needs one at least. */
  readonly needs: readonly (readonly string[])[];
  /** That it has functions of its own is proven from this release on; before, it was given those of another. */
  readonly since?: readonly [major: number, minor: number];
}

/**
 * The functions of `zephyr/drivers/pinctrl/pinctrl_nrf.c:103-316` (2.4.0), each of which writes a register of its own kind of
 * peripheral, whatever peripheral it is applied to. SPI and TWI share functions with their EasyDMA variants. Those of a TWIS
 * came later (zephyr/include/zephyr/dt-bindings/pinctrl/nrf-pinctrl.h:166-168 (3.3.0)), with a binding that asks for them.
 */
const PERIPHERALS: readonly (readonly [compatibles: readonly string[], signals: PeripheralSignals])[] = [
  [['nordic,nrf-qspi'], { prefix: 'QSPI_', needs: [['QSPI_SCK'], ['QSPI_CSN'], ['QSPI_IO0'], ['QSPI_IO1']] }],
  [['nordic,nrf-spi', 'nordic,nrf-spim'], { prefix: 'SPIM_', needs: [['SPIM_SCK'], ['SPIM_MOSI', 'SPIM_MISO']] }],
  [['nordic,nrf-spis'], { prefix: 'SPIS_', needs: [['SPIS_SCK'], ['SPIS_CSN']] }],
  [['nordic,nrf-uart', 'nordic,nrf-uarte'], { prefix: 'UART_', needs: [['UART_TX', 'UART_RX']] }],
  [['nordic,nrf-twi', 'nordic,nrf-twim'], { prefix: 'TWIM_', needs: [['TWIM_SCL'], ['TWIM_SDA']] }],
  [['nordic,nrf-twis'], { prefix: 'TWIS_', needs: [], since: [3, 0] }],
  [['nordic,nrf-pwm'], { prefix: 'PWM_', needs: [] }],
  [['nordic,nrf-i2s'], { prefix: 'I2S_', needs: [] }],
  [['nordic,nrf-pdm'], { prefix: 'PDM_', needs: [['PDM_CLK'], ['PDM_DIN']] }],
  [['nordic,nrf-qdec'], { prefix: 'QDEC_', needs: [['QDEC_A'], ['QDEC_B']] }],
];

/** What a node needs; undefined for a peripheral that is not in the table. */
export function signalsOf({ compatible }: DtNode): PeripheralSignals | undefined {
  const [first] = compatible.known ? compatible.value : [];
  return first === undefined ? undefined : PERIPHERALS.find(([compatibles]) => compatibles.includes(first))?.[1];
}
