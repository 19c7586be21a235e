import type { Finding } from '../../diagnostic/diagnostic.ts';
import { type Configuration, type FragmentAssignment, image, lastWritten } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import type { Sysbuild } from '../../model/sysbuild/sysbuild.ts';
import { defineRule, nothingAt, originOf, projectSpan, reason, setSysbuild } from '../rule.ts';

/** Protocols whose radio is that of the network core, and what the image for it is built with. */
const RADIO = [
  { symbol: 'CONFIG_BT', name: 'Bluetooth', part: 'SB_CONFIG_NETCORE_IPC_RADIO_BT_HCI_IPC' },
  { symbol: 'CONFIG_OPENTHREAD', name: 'OpenThread', part: 'SB_CONFIG_NETCORE_IPC_RADIO_IEEE802154' },
  { symbol: 'CONFIG_NET_L2_OPENTHREAD', name: 'OpenThread', part: 'SB_CONFIG_NETCORE_IPC_RADIO_IEEE802154' },
  { symbol: 'CONFIG_IEEE802154', name: 'IEEE 802.15.4', part: 'SB_CONFIG_NETCORE_IPC_RADIO_IEEE802154' },
];

/** What puts the controller elsewhere: on another chip, or behind a socket. */
const ELSEWHERE = /^CONFIG_BT_(H4|H5|SPI|USERCHAN|NO_DRIVER|CUSTOM|ESP32|LL_SW_SPLIT|LL_SOFTDEVICE|RPC_STACK)$/;

const IMAGES = ['IPC_RADIO', 'HCI_IPC', 'RPC_HOST', '802154_RPMSG', 'MULTIPROTOCOL_RPMSG', 'EMPTY'];

export default defineRule({
  id: 'images/netcore-missing',
  severity: 'error',
  about: () => ({
    summary: 'An application that uses the radio of another core has an image for that core.',
    why: `
The radio of the nRF5340 and the nRF54H20 belongs to a core of its own. With child images the network core's image was built
as soon as the application enabled Bluetooth; sysbuild builds one only where \`SB_CONFIG_NETCORE_...\` says which. The build
succeeds without it, and \`bt_enable()\` waits for a controller that never answers.`,
    exceptions: `
Silent where the application's own \`sysbuild.cmake\` adds images, where another build of it chooses one, and where the
controller is another chip. Both kinds of Bluetooth in one \`ipc_radio\` image stop the build, which is said here, too.`,
    sources: [
      'nrf/sysbuild/Kconfig.netcore:65-79 (3.3.99)',
      'nrf/sysbuild/netcore.cmake:49-52 (3.3.99)',
      'nrf/doc/nrf/releases_and_maturity/migration/migration_sysbuild.rst:110-111 (3.3.99)',
    ],
  }),

  *check(configuration) {
    const { sysbuild, board } = configuration;
    const app = image(configuration, 'app');
    if (!sysbuild?.evident || !app) return;
    yield* bothKinds(sysbuild);

    const { kconfig } = sysbuild;
    const none = kconfig.bool('NETCORE_NONE');
    if (!is(kconfig.bool('SUPPORT_NETCORE'), true) || !is(none, true) || (board.known && board.value.includes('bsim')))
      return;
    if (sysbuild.addsImages || IMAGES.some((name) => sysbuild.isSetElsewhere(`SB_CONFIG_NETCORE_${name}`, 'y'))) return;
    if (hasControllerElsewhere(configuration)) return;

    const used = RADIO.flatMap((radio) => {
      const written = lastWritten(app, radio.symbol);
      return written?.value === 'y' ? [{ ...radio, written }] : [];
    });
    const [first] = used;
    if (!first) return;
    const parts = [...new Set(used.map(({ part }) => part))].filter((part) => kconfig.defines(part));
    yield {
      message: `${first.name} never starts: no image is built for the core that has the radio`,
      at: { span: first.written.span, text: `${first.name} needs the network core` },
      because: [
        reason('sysbuild builds an image for it where SB_CONFIG_NETCORE_... chooses one, and the choice is none', none),
        ...nothingAt(configuration, sysbuild.place, 'there is no configuration of sysbuild'),
      ],
      fixes: [
        setSysbuild(sysbuild, Object.fromEntries(['SB_CONFIG_NETCORE_IPC_RADIO', ...parts].map((part) => [part, 'y']))),
      ],
    };
  },
});

function hasControllerElsewhere({ images }: Configuration): boolean {
  const app = images.find(({ name }) => name === 'app')!;
  const isElsewhere = ({ symbol, value }: FragmentAssignment): boolean => value === 'y' && ELSEWHERE.test(symbol);
  return (
    app.fragments.some(({ assignments }) => assignments.some(isElsewhere)) ||
    app.overlays.some(({ source }) => source.text.includes('zephyr,bt-hci'))
  );
}

function* bothKinds(sysbuild: Sysbuild): Iterable<Finding> {
  const hci = sysbuild.kconfig.bool('NETCORE_IPC_RADIO_BT_HCI_IPC');
  const rpc = sysbuild.kconfig.bool('NETCORE_IPC_RADIO_BT_RPC');
  const span = projectSpan(originOf(rpc), originOf(hci));
  if (!is(hci, true) || !is(rpc, true) || !span) return;
  yield {
    message: 'the build stops: ipc_radio cannot serve HCI and RPC at once',
    at: { span, text: 'one of the two' },
    because: [
      reason('SB_CONFIG_NETCORE_IPC_RADIO_BT_HCI_IPC is y', hci),
      reason('SB_CONFIG_NETCORE_IPC_RADIO_BT_RPC is y', rpc),
    ],
    help: 'HCI where the Bluetooth host runs on the application core, RPC where it runs on the network core',
  };
}
