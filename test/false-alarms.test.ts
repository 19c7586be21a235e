import { expect, test } from 'vitest';
import { hex } from '../src/model/units.ts';
import { type Files, findings, lintFiles } from './linting.ts';

// What a naive linter reports and must not: each with the files that would provoke it. A test that needs a certain rule
// to be awake has a twin beside it, in which the very same files with one real mistake are reported.

const overlay = 'boards/nrf52840dk_nrf52840.overlay';
const chosen = '/ {\n\tchosen {\n\t\tnordic,pm-ext-flash = &mx25r64;\n\t};\n};\n';
const conf = 'CONFIG_BOOTLOADER_MCUBOOT=y\nCONFIG_FLASH=y\nCONFIG_NORDIC_QSPI_NOR=y\n';
const bootloader = 'CONFIG_NORDIC_QSPI_NOR=y\nCONFIG_BOOT_MAX_IMG_SECTORS=256\n';
const secondary = 'mcuboot_secondary:\n  address: 0x0\n  size: 0xf4000\n  region: external_flash\n';

/** The DK's own QSPI flash as the secondary slot, with all that MCUboot needs. */
const external: Files = {
  'prj.conf': conf,
  'pm_static.yml': secondary,
  [overlay]: chosen,
  'child_image/mcuboot.conf': bootloader,
  'child_image/mcuboot.overlay': chosen,
};

/** A whole static layout of the internal flash of an nRF52840. */
const internal = `app:
  address: 0xc200
  end_address: 0x7a000
  region: flash_primary
  size: 0x6de00
mcuboot:
  address: 0x0
  end_address: 0xc000
  region: flash_primary
  size: 0xc000
mcuboot_pad:
  address: 0xc000
  end_address: 0xc200
  region: flash_primary
  size: 0x200
mcuboot_primary:
  address: 0xc000
  end_address: 0x7a000
  orig_span: &id001
  - mcuboot_pad
  - app
  region: flash_primary
  sharers: 0x1
  size: 0x6e000
  span: *id001
mcuboot_secondary:
  address: 0x7a000
  end_address: 0xe8000
  region: flash_primary
  size: 0x6e000
EMPTY_0:
  address: 0xe8000
  end_address: 0x100000
  region: flash_primary
  size: 0x18000
`;

const quiet = (title: string, files: Files, options: { board?: string } = {}): void =>
  test(title, () => {
    expect(loud(files, options)).toEqual([]);
  });

/** The twin: what makes sure that the rule in question was awake. */
const awake = (title: string, files: Files, rule: string): void =>
  test(`   awake: ${title}`, () => {
    expect(loud(files).map((finding) => finding.split(' ')[1])).toContain(rule);
  });

const loud = (files: Files, options: { board?: string } = {}): string[] => {
  const report = lintFiles(files, { version: '2.4.0', ...options });
  expect(report.failures).toEqual([]);
  return findings(report).filter((finding) => !finding.startsWith('info'));
};

quiet('1. a static file that leaves mcuboot, pad and app to Partition Manager', external);
awake(
  'the same without the bootloader fragment',
  without(external, 'child_image/mcuboot.conf'),
  'external-flash/mcuboot-driver',
);

quiet('2. size together with an end_address that agrees', {
  ...external,
  'pm_static.yml': `${secondary}  end_address: 0xf4000\nexternal_partition:\n  address: 0xf4000\n  end_address: 0xf8000\n  region: external_flash\n  size: 0x4000\n`,
});
awake(
  'an end_address that does not',
  { ...external, 'pm_static.yml': `${secondary}  end_address: 0xf8000\n` },
  'partition/end-address',
);

const foreignTable =
  '&mx25r64 {\n\tsize = <0x1000000>;\n\tjedec-id = [c2 20 15];\n\tsfdp-bfp = [ff ff ff ff ff ff ff 03 00 00 00 00];\n};\n';
quiet('3. an sfdp-bfp of another chip, which the QSPI driver never reads', {
  ...external,
  [overlay]: chosen + foreignTable,
  'child_image/mcuboot.overlay': chosen + foreignTable,
});

quiet('4. QSPI in MCUboot without MULTITHREADING', {
  ...external,
  'child_image/mcuboot.conf': `${bootloader}CONFIG_MULTITHREADING=n\n`,
});

quiet('5. no layout page size in MCUboot: the SDK makes it 4096', external);

quiet('6. no stack write buffer in MCUboot', {
  ...external,
  'prj.conf': `${conf}CONFIG_NORDIC_QSPI_NOR_STACK_WRITE_BUFFER_SIZE=16\n`,
});

quiet('7. an overlay for MCUboot without zephyr,code-partition', external);

quiet('8. nobody sets PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY', without(external, 'pm_static.yml'));
awake(
  'and the bootloader has no driver',
  without(external, 'pm_static.yml', 'child_image/mcuboot.conf'),
  'external-flash/mcuboot-driver',
);

const spi = `&spi1 {
	status = "okay";
	cs-gpios = <&gpio0 20 GPIO_ACTIVE_LOW>;
	nor: nor@0 {
		compatible = "jedec,spi-nor";
		reg = <0>;
		spi-max-frequency = <8000000>;
		jedec-id = [c2 28 17];
		size = <0x4000000>;
	};
};
&qspi {
	status = "disabled";
};
/ {
	chosen {
		nordic,pm-ext-flash = &nor;
	};
};
`;
quiet('9. jedec,spi-nor without PM_OVERRIDE_EXTERNAL_DRIVER_CHECK', {
  'prj.conf':
    'CONFIG_BOOTLOADER_MCUBOOT=y\nCONFIG_FLASH=y\nCONFIG_SPI=y\nCONFIG_SPI_NOR=y\nCONFIG_SPI_NOR_FLASH_LAYOUT_PAGE_SIZE=4096\n',
  'pm_static.yml': secondary,
  [overlay]: spi,
  'child_image/mcuboot.conf':
    'CONFIG_SPI=y\nCONFIG_SPI_NOR=y\nCONFIG_MULTITHREADING=y\nCONFIG_SPI_NOR_FLASH_LAYOUT_PAGE_SIZE=4096\nCONFIG_BOOT_MAX_IMG_SECTORS=256\n',
  'child_image/mcuboot.overlay': spi,
});

quiet('10. no QSPI driver asked for on the nRF5340 DK, where MCUboot has it by default', {
  'prj.conf': conf,
  'pm_static.yml': secondary,
  'boards/nrf5340dk_nrf5340_cpuapp.overlay': chosen,
  'child_image/mcuboot.conf': 'CONFIG_BOOT_MAX_IMG_SECTORS=256\n',
  'child_image/mcuboot.overlay': chosen,
});
quiet('10. ... on the Thingy:53, which also chooses the flash itself', {
  'prj.conf': conf,
  'boards/thingy53_nrf5340_cpuapp.overlay': '/ {\n};\n',
});
quiet('10. ... on a board nobody knows', {
  'prj.conf': conf,
  'pm_static.yml': secondary,
  'boards/our_own_board.overlay': chosen,
  'child_image/mcuboot.overlay': chosen,
});
quiet('10. ... where a prj.conf replaces the configuration of MCUboot', {
  ...without(external, 'child_image/mcuboot.conf'),
  'child_image/mcuboot/prj.conf':
    'CONFIG_FLASH=y\nCONFIG_MAIN_STACK_SIZE=10240\nCONFIG_FPROTECT=y\nCONFIG_BOOT_MAX_IMG_SECTORS=256\n',
});

quiet('11. no CONFIG_FLASH in the fragment for MCUboot, whose own prj.conf has it', external);

quiet('12. labels that are used again on the same node', {
  ...external,
  [overlay]: `${chosen}&qspi {\n\tmx25r64: mx25r6435f@0 {\n\t\treg = <0>;\n\t};\n};\n`,
});

quiet('13. settings in external flash by the static file alone', {
  ...external,
  'prj.conf': `${conf}CONFIG_FLASH_MAP=y\nCONFIG_NVS=y\nCONFIG_SETTINGS=y\nCONFIG_SETTINGS_NVS=y\n`,
  'pm_static.yml': `${secondary}settings_storage:\n  address: 0xf4000\n  size: 0x4000\n  region: external_flash\n`,
});

quiet('14. an entry named like the region, which is its free space', {
  ...external,
  'pm_static.yml': `${secondary}external_flash:\n  address: 0xf4000\n  size: 0x70c000\n  end_address: 0x800000\n  region: external_flash\n`,
});

quiet('15. the same address in two regions', {
  ...external,
  'pm_static.yml': `${secondary}mcuboot:\n  address: 0x0\n  size: 0xc000\n  region: flash_primary\n`,
});

quiet('16. containers over their members', {
  'prj.conf': conf.replace('CONFIG_NORDIC_QSPI_NOR=y\n', ''),
  'pm_static.yml': internal,
  [overlay]: '/ {\n};\n',
});
awake(
  'a partition that reaches into the next',
  { 'prj.conf': conf, 'pm_static.yml': internal.replace('size: 0x18000', 'size: 0x20000'), [overlay]: '/ {\n};\n' },
  'partition/exceeds-region',
);

quiet('17. a slot that is no multiple of 64 KiB', external);

const slots = (primary: string, second: string) =>
  `mcuboot_primary:\n  address: 0xc000\n  size: ${primary}\n  span: [mcuboot_pad, app]\nmcuboot_secondary:\n  address: 0x80000\n  size: ${second}\nsettings_storage:\n  address: ${hex(0x80000 + Number(second))}\n  size: ${hex(0x80000 - Number(second))}\n`;
quiet('18. a primary slot with one sector more than the secondary', {
  'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\n',
  'pm_static.yml': slots('0x71000', '0x70000'),
  [overlay]: '/ {\n};\n',
});
awake(
  'with two sectors more',
  { 'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\n', 'pm_static.yml': slots('0x72000', '0x70000'), [overlay]: '/ {\n};\n' },
  'mcuboot/slot-size',
);

quiet('19. room for far more sectors than needed', {
  ...external,
  'child_image/mcuboot.conf': 'CONFIG_NORDIC_QSPI_NOR=y\nCONFIG_BOOT_MAX_IMG_SECTORS=2048\n',
});

quiet('20. IO2 and IO3 of a flash that is read with one line', {
  ...external,
  [overlay]: `${chosen}&mx25r64 {\n\treadoc = "fastread";\n\twriteoc = "pp";\n};\n`,
});

quiet('21. "is not set" lines and values that override those of another file', {
  ...external,
  'prj.conf': `${conf}# CONFIG_CONSOLE is not set\nCONFIG_LOG=n\n`,
  'boards/nrf52840dk_nrf52840.conf': 'CONFIG_LOG=y\n',
});

quiet('22. CONSOLE=y with UART_CONSOLE=n', {
  ...external,
  'prj.conf': `${conf}CONFIG_CONSOLE=y\nCONFIG_UART_CONSOLE=n\n`,
});

quiet('23. i2c0 and spi1, both enabled by the board: two instances', external);

quiet('24. one UART for console and MCUmgr', {
  ...external,
  [overlay]: `${chosen}/ {\n\tchosen {\n\t\tzephyr,uart-mcumgr = &uart0;\n\t\tzephyr,console = &uart0;\n\t};\n};\n`,
});

quiet('25. keys that were left over from partitions.yml', {
  ...external,
  'pm_static.yml': `${secondary}  device: MX25R64\n  placement:\n    before: [end]\n  share_size: [mcuboot_primary]\n  inside: [x]\n`,
});
awake('a mistyped key', { ...external, 'pm_static.yml': `${secondary}  devise: MX25R64\n` }, 'partition/unknown-key');

quiet('26. a partition that no subsystem knows', {
  ...external,
  'pm_static.yml': `${secondary}external_partition:\n  address: 0xf4000\n  size: 0x4000\n  region: external_flash\nEMPTY_0:\n  address: 0xf8000\n  size: 0x8000\n  region: external_flash\n`,
});

quiet('27. an app entry that equals the gap', {
  'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\n',
  'pm_static.yml': internal,
  [overlay]: '/ {\n};\n',
});

quiet('28. a helper symbol that selects what updates need', {
  ...external,
  'prj.conf':
    'CONFIG_BOOTLOADER_MCUBOOT=y\nCONFIG_NCS_SAMPLE_MCUMGR_BT_OTA_DFU=y\nCONFIG_BT=y\nCONFIG_BT_PERIPHERAL=y\n',
});

function without(files: Files, ...paths: readonly string[]): Files {
  return Object.fromEntries(Object.entries(files).filter(([path]) => !paths.includes(path)));
}
