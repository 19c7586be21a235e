import { expect, test } from 'vitest';
import { boardTarget, isNewBoard, matchBoard, secureBoard, wellKnownBoards } from '../../src/project/board-names.ts';

test.each([
  ['nrf52840dk_nrf52840', 'nrf52840dk_nrf52840', undefined],
  ['nrf52840dk/nrf52840', 'nrf52840dk_nrf52840', undefined],
  ['nrf5340dk/nrf5340/cpuapp/ns', 'nrf5340dk_nrf5340_cpuapp_ns', undefined],
  ['nrf9160dk@0.14.0/nrf9160/ns', 'nrf9160dk_nrf9160_ns', '0.14.0'],
  ['nrf9160dk_nrf9160_ns@0.14.0', 'nrf9160dk_nrf9160_ns', '0.14.0'],
  ['nrf9160dk@0_14_0/nrf9160', 'nrf9160dk_nrf9160', '0.14.0'],
  ['my_board@A/nrf52840', 'my_board_nrf52840', 'A'],
  ['my_board//cpuapp', 'my_board_cpuapp', undefined],
  ['my_board/', 'my_board', undefined],
  ['', '', undefined],
])('%s is %s in file names, revision %s', (written, name, revision) => {
  expect(boardTarget(written)).toEqual({ name, revision });
});

test.each([
  ['nrf9160dk_nrf9160_ns', 'nrf9160dk_nrf9160'],
  ['nrf5340dk/nrf5340/cpuapp/ns', 'nrf5340dk/nrf5340/cpuapp'],
  ['nrf52840dk_nrf52840', 'nrf52840dk_nrf52840'],
])('the bootloader of %s is built for %s', (board, secure) => {
  expect(secureBoard(board)).toBe(secure);
});

test.each([
  ['nrf9160dk_nrf9160_ns_0_14_0', { name: 'nrf9160dk_nrf9160_ns', revision: '0.14.0' }],
  ['nrf9160dk_nrf9160_0_14_0_release', { name: 'nrf9160dk_nrf9160', revision: '0.14.0' }],
  ['nrf52840dk_nrf52840_release', { name: 'nrf52840dk_nrf52840', revision: undefined }],
  ['nrf52840dk_nrf528400', undefined],
])('the file name %s', (stem, board) => {
  expect(matchBoard(stem, wellKnownBoards, false)).toEqual(board);
});

test('boards that only came with hardware model v2', () => {
  const old = ['nrf52840dk_nrf52840'];
  expect(isNewBoard('nrf54l15dk_nrf54l15_cpuapp', old)).toBe(true);
  expect(isNewBoard('nrf52840dk_nrf52840', old)).toBe(false);
  expect(isNewBoard('my_board', old)).toBe(false);
});
