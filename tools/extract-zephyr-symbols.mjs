// Writes what a whole SDK of hardware model v2 defines in Kconfig for the rules: src/sdk/data/<version>/symbols.json.
//   node tools/extract-zephyr-symbols.mjs <workspace> <version>
// The workspace has all modules with Kconfig files: what one that is not there selects would be missing.
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { importTypeScript } from './typescript.mjs';

const [workspace, version] = process.argv.slice(2);
if (!workspace || !version) {
  console.error('usage: node tools/extract-zephyr-symbols.mjs <workspace> <version>');
  process.exit(2);
}

/** What rules ask for and Zephyr has a part in. */
const wanted = [
  ...['SPI_NOR', 'SPI_NOR_FLASH_LAYOUT_PAGE_SIZE', 'SPI_NOR_SFDP_DEVICETREE', 'NORDIC_QSPI_NOR'],
  ...['NORDIC_QSPI_NOR_FLASH_LAYOUT_PAGE_SIZE', 'NORDIC_QSPI_NOR_STACK_WRITE_BUFFER_SIZE', 'FLASH', 'FLASH_MAP', 'SPI'],
  ...['FLASH_PAGE_LAYOUT', 'MULTITHREADING', 'STREAM_FLASH', 'IMG_MANAGER', 'IMG_ERASE_PROGRESSIVELY', 'MCUMGR'],
  ...[
    'MCUMGR_GRP_IMG',
    'BOOTLOADER_MCUBOOT',
    'SETTINGS',
    'SETTINGS_NVS',
    'SETTINGS_FCB',
    'SETTINGS_FILE',
    'SETTINGS_NONE',
  ],
  ...['SETTINGS_CUSTOM', 'SETTINGS_NVS_SECTOR_COUNT', 'SETTINGS_NVS_SECTOR_SIZE_MULT', 'NVS', 'FCB'],
  ...['FILE_SYSTEM', 'FILE_SYSTEM_LITTLEFS', 'SERIAL', 'UART_CONSOLE', 'BT'],
  ...[
    'MCUBOOT_SERIAL',
    'SECURE_BOOT',
    'PARTITION_MANAGER_ENABLED',
    'PM_EXTERNAL_FLASH_BASE',
    'PM_EXTERNAL_FLASH_HAS_DRIVER',
  ],
  ...['PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY', 'PM_OVERRIDE_EXTERNAL_DRIVER_CHECK', 'DFU_TARGET_MCUBOOT', 'ZIGBEE'],
  'MEMFAULT_NCS_INTERNAL_FLASH_BACKED_COREDUMP',
];

const { nodeFiles } = await importTypeScript('src/cli/node-files.ts');
const { Checkout } = await importTypeScript('src/sdk/checkout.ts');
const { zephyrSymbols } = await importTypeScript('src/sdk/extract/zephyr-symbols.ts');
const { dataFile } = await importTypeScript('src/sdk/extract/data-file.ts');
const found = zephyrSymbols(Checkout.open(nodeFiles, resolve(workspace)), wanted);
// The build generates the symbols of modules.
const text = dataFile(found).replace(/"<generated>\/Kconfig\.modules:\d+"/g, '"zephyr/scripts/zephyr_module.py:329"');
writeFileSync(join(import.meta.dirname, '../src/sdk/data', version, 'symbols.json'), text);
console.log(
  Object.entries(found.images)
    .map(([image, symbols]) => `${image}: ${Object.keys(symbols).length}`)
    .join(', '),
);
