import { closest } from '../../text/similar.ts';

/** The name in `/chosen` that one the SDK does not know was probably meant to be. */
export function mistypedChosen(name: string): string | undefined {
  if (names.includes(name) || !/^[a-z]+,/.test(name)) return undefined;
  const meant = closest(name, names);
  const [vendor, own] = name.split(',', 2);
  // What is behind the vendor's name has to resemble by itself: zephyr,mmc is not meant to be zephyr,ccm.
  return meant?.startsWith(`${vendor},`) && closest(own!, [meant.slice(vendor!.length + 1)]) === undefined
    ? undefined
    : meant;
}

/**
 * Those of zephyr/doc/build/dts/api/api.rst:381-450 (2.4.0), and what the code and the samples of the SDK ask for: later
 * versions only added to them.
 */
const names: readonly string[] = [
  ...prefixed('zephyr', [
    'bt-c2h-uart bt-hci bt-hci-ipc bt-hci-rpmsg-ipc bt-mon-uart bt-uart camera canbus ccm code-cpu1-partition',
    'code-partition console cpu-load-counter cpu1-region display dtcm entropy flash flash-controller gdbstub-uart',
    'hdlc-rcp-if host-cmd-backend ieee802154 ipc ipc_rx ipc_shm ipc_tx itcm keyboard-scan log-ipc log-uart ocm',
    'osdp-uart ot-uart pcie-controller ppp-uart settings-partition settings_partition shell-ipc shell-uart sram',
    'sram-non-secure-partition sram-secure-partition touch tracing-uart uart-mcumgr uart-pipe usb-device videoenc',
    'boot-mode bootloader-info bt-hci-uart cdc-acm-uart0 crypto crc rtc rtk semihost system-timer uart-bridge udc wifi',
  ]),
  ...prefixed('nordic', [
    '802154-spinel-ipc central-uart-ble-led central-uart-log-led fmfu-storage-partition lwm2m-carrier-partition',
    'memfault-coredump-partition modem-trace-uart nus-uart pgps_partition pm-ext-flash rpc-uart',
  ]),
  ...prefixed('ncs', [
    'at-host-uart ble-qos-uart dm-timer dtm-uart location-wifi ml-app-ei-data-forwarder-uart remote-shell-uart',
    'slm-uart zboss-trace-uart zigbee-timer zigbee-uart',
  ]),
];

function prefixed(vendor: string, lists: readonly string[]): readonly string[] {
  return lists.flatMap((list) => list.split(' ').map((name) => `${vendor},${name}`));
}
