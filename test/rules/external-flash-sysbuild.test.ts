import { expect, test } from 'vitest';
import type { LintOptions } from '../../src/lint/lint.ts';
import type { Files } from '../linting.ts';
import { ofRule, secondary } from './of-rule.ts';

const found = (id: string, files: Files, options: Partial<LintOptions> = {}): readonly string[] =>
  ofRule(id)({ 'prj.conf': '', ...files }, { board: 'nrf54l15dk/nrf54l15/cpuapp', version: '3.3.99', ...options });

const mcuboot = 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\n';
const internal = secondary.replace('external_flash', 'flash_primary');

test('external-flash/pure-signature is about slots in external flash', () => {
  const id = 'external-flash/pure-signature';
  const pure = { 'sysbuild.conf': `${mcuboot}SB_CONFIG_BOOT_SIGNATURE_TYPE_PURE=y\n` };
  expect(found(id, { ...pure, 'pm_static.yml': secondary })).toEqual(['error sysbuild.conf:2']);
  expect(found(id, { ...pure, 'pm_static.yml': internal })).toEqual([]);
  expect(found(id, { 'sysbuild.conf': mcuboot, 'pm_static.yml': secondary })).toEqual([]);
});

test('external-flash/nsib is about some SoCs', () => {
  const id = 'external-flash/nsib';
  const files = { 'sysbuild.conf': `${mcuboot}SB_CONFIG_SECURE_BOOT_APPCORE=y\n`, 'pm_static.yml': secondary };
  expect(found(id, files)).toEqual(['warning sysbuild.conf:2']);
  expect(found(id, files, { board: 'nrf5340dk/nrf5340/cpuapp' })).toEqual([]);
  expect(found(id, { ...files, 'pm_static.yml': internal })).toEqual([]);
});

test('external-flash/two-drivers is about SoCs without QSPI', () => {
  const id = 'external-flash/two-drivers';
  const driver = { 'prj.conf': 'CONFIG_NORDIC_QSPI_NOR=y\n' };
  expect(found(id, driver)).toEqual(['error prj.conf:1']);
  expect(found(id, { 'prj.conf': 'CONFIG_NORDIC_QSPI_NOR=n\n' })).toEqual([]);
  for (const board of ['nrf52840dk/nrf52840', 'nrf5340dk/nrf5340/cpuapp'])
    expect(found(id, driver, { board })).toEqual([]);
  expect(found(id, driver, { board: 'nrf9160dk_nrf9160_ns', version: '2.4.0' })).toEqual(['error prj.conf:1']);
});
