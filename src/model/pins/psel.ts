import { rememberedByName } from '../fact.ts';

/** What a cell of `psels` means: NRF_PSEL(QSPI_SCK, 0, 31), or NRF_PSEL_DISCONNECTED(QSPI_SCK) without a pin. */
export interface Psel {
  /** `QSPI_SCK` */
  readonly signal: string;
  readonly pin: PinNumber | undefined;
}

export interface PinNumber {
  readonly port: number;
  readonly pin: number;
}

/** `P0.31` */
export const pinName = ({ port, pin }: PinNumber): string => `P${port}.${String(pin).padStart(2, '0')}`;

/** Reads a cell of `psels` as the SDK `version` ("2.4.0") writes it; undefined where its layout is not known. */
export function psel(cell: number, version: string): Psel | undefined {
  const layout = cell >= 2 ** newest.funPosition ? newest : layoutIn(version);
  if (!layout) return undefined;
  const number = cell % 2 ** layout.pinBits;
  const fun = Math.floor(cell / 2 ** layout.funPosition);
  const isDisconnected = number === 2 ** layout.pinBits - 1;
  return {
    signal: signals[fun] ?? `function ${fun}`,
    pin: isDisconnected ? undefined : { port: number >> 5, pin: number & 31 },
  };
}

/**
 * The bits of a cell, by SDK version. NRF_FUN_POS and NRF_PIN_MSK of
 * `zephyr/include/zephyr/dt-bindings/pinctrl/nrf-pinctrl.h`: lines 28 and 50 (2.4.0); more ports since
 * zephyrproject-rtos/zephyr#73097, which NCS took over in May 2024; another position since NCS 2.8, as the preprocessed
 * devicetrees of builds with 2.7.0, 2.8.0 and 2.9.0 show. A cell that needs the newest one was written with it even where
 * the board below is that of an older version.
 */
const layouts: readonly Layout[] = [
  { since: '2.1.0', until: '2.7.0', funPosition: 16, pinBits: 7 },
  { since: '2.7.0', until: '2.8.0', funPosition: 17, pinBits: 9 },
  { since: '2.8.0', until: '4.0.0', funPosition: 24, pinBits: 9 },
];
const newest = layouts.at(-1)!;

const layoutOf = rememberedByName<Layout | undefined>();

const layoutIn = (version: string): Layout | undefined =>
  layoutOf(version, () =>
    layouts.find(({ since, until }) => compare(since, version) <= 0 && compare(version, until) < 0),
  );

interface Layout {
  readonly since: string;
  /** Exclusive. */
  readonly until: string;
  readonly funPosition: number;
  readonly pinBits: number;
}

function compare(a: string, b: string): number {
  const [x, y] = [a, b].map((version) => version.split('.').map((part) => Number.parseInt(part, 10)));
  for (let i = 0; i < 3; i++) {
    const difference = (x![i] ?? 0) - (y![i] ?? 0);
    // What is no version is in no range.
    if (difference !== 0) return Number.isNaN(difference) ? Number.NaN : difference;
  }
  return 0;
}

/** By number: NRF_FUN_*, nrf-pinctrl.h:60-128 (2.4.0); from 35 on of later versions, which renumber nothing. */
const signals: readonly (string | undefined)[] = [
  ...['UART_TX', 'UART_RX', 'UART_RTS', 'UART_CTS'],
  ...['SPIM_SCK', 'SPIM_MOSI', 'SPIM_MISO', 'SPIS_SCK', 'SPIS_MOSI', 'SPIS_MISO', 'SPIS_CSN'],
  ...['TWIM_SCL', 'TWIM_SDA'],
  ...['I2S_SCK_M', 'I2S_SCK_S', 'I2S_LRCK_M', 'I2S_LRCK_S', 'I2S_SDIN', 'I2S_SDOUT', 'I2S_MCK'],
  ...['PDM_CLK', 'PDM_DIN'],
  ...['PWM_OUT0', 'PWM_OUT1', 'PWM_OUT2', 'PWM_OUT3'],
  ...['QDEC_A', 'QDEC_B', 'QDEC_LED'],
  ...['QSPI_SCK', 'QSPI_CSN', 'QSPI_IO0', 'QSPI_IO1', 'QSPI_IO2', 'QSPI_IO3'],
  ...['EXMIF_CK', 'EXMIF_DQ0', 'EXMIF_DQ1', 'EXMIF_DQ2', 'EXMIF_DQ3', 'EXMIF_DQ4', 'EXMIF_DQ5', 'EXMIF_DQ6'],
  ...['EXMIF_DQ7', 'EXMIF_CS0', 'EXMIF_CS1'],
  ...['CAN_TX', 'CAN_RX', 'TWIS_SCL', 'TWIS_SDA', 'EXMIF_RWDS', undefined, undefined, undefined, undefined],
  ...['GRTC_CLKOUT_FAST', 'GRTC_CLKOUT_32K'],
];
