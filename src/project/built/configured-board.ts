/**
 * The board in a `.config`, as it is given to a build; undefined where it has none. Up to NCS 2.6 the secure and the
 * non-secure target of a board have one name in CONFIG_BOARD, and each a symbol of its own
 * (zephyr/boards/arm/nrf9160dk_nrf9160/Kconfig.defconfig:8, 2.4.0). `value`: of a symbol without prefix, without quotes.
 */
export function configuredBoard(value: (symbol: string) => string | undefined): string | undefined {
  const board = value('BOARD_TARGET') || value('BOARD');
  if (!board) return undefined;
  return value(`BOARD_${board.toUpperCase()}_NS`) === 'y' ? `${board}_ns` : board;
}
