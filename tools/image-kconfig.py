"""The Kconfig values of an image, made with the scripts of an SDK of hardware model v2 (2.7.0 and later).

usage: image-kconfig.py < {"sdk", "folder", "board", "qualifiers", "revision", "boardFolder", "own", "root", "fragments",
                           "devicetree", "architecture", "modules", "isSysbuild", "cpp"}

cpp and gen_defines.py make the devicetree, list_hardware.py, zephyr_module.py and gen_driver_kconfig_dts.py the files that Kconfig
sources, in `folder`, and kconfiglib the values: it prints {symbol: value}. Paths that are not absolute are those in the SDK.
Needs PyYAML.
"""

import io, json, os, pathlib, re, runpy, subprocess, sys, types
ask = json.load(sys.stdin)
sdk, folder = ask['sdk'], ask['folder']
zephyr = sdk + '/zephyr'
at = lambda path: os.path.join(sdk, path)
# Only validates: not needed for files that are valid.
core = types.ModuleType('pykwalify.core')
class Core:
    def __init__(self, *_, **__): pass
    def validate(self, *_, **__): pass
core.Core = Core
package = types.ModuleType('pykwalify'); package.core = core
package.init_logging = lambda *_: None
sys.modules['pykwalify'] = package; sys.modules['pykwalify.core'] = core
sys.path[:0] = [zephyr + '/scripts', zephyr + '/scripts/dts', zephyr + '/scripts/dts/python-devicetree/src', zephyr + '/scripts/kconfig']

def run(script, *given):
    old, out = sys.argv, io.StringIO()
    sys.argv, sys.stdout = [script, *given], out
    try: runpy.run_path(script, run_name='__main__')
    except SystemExit as end:
        if end.code not in (None, 0): raise
    finally: sys.argv, sys.stdout = old, sys.__stdout__
    return out.getvalue()

env = dict(srctree=zephyr, ZEPHYR_BASE=zephyr, KERNELVERSION='0', BOARD_DIR=at(ask['boardFolder']), BOARD=ask['board'],
  BOARD_REVISION=ask.get('revision') or '', BOARD_QUALIFIERS='/' + ask['qualifiers'], HWM_SCHEME='v2', KCONFIG_BINARY_DIR=folder,
  APPLICATION_SOURCE_DIR=at(ask['own']), ZEPHYR_TOOLCHAIN_VARIANT='zephyr', TOOLCHAIN_KCONFIG_DIR=folder + '/toolchain',
  TOOLCHAIN_HAS_NEWLIB='y', TOOLCHAIN_HAS_PICOLIBC='y', HIDE_CHILD_PARENT_CONFIG='True', EDT_PICKLE=folder + '/edt.pickle',
  ARCH='*', ARCH_DIR=zephyr + '/arch', SHIELD_AS_LIST='', CONFIG_='SB_CONFIG_' if ask['isSysbuild'] else 'CONFIG_')
os.environ.update(env)
import zephyr_module
own, sysbuild, names = '', '', []
for root in [zephyr, sdk + '/nrf']:
    for file in pathlib.Path(root + '/modules').glob('*/Kconfig'):
        os.environ['ZEPHYR_' + re.sub('[^a-zA-Z0-9]', '_', file.parent.name).upper() + '_KCONFIG'] = str(file)
for module in ask['modules']:
    path = sdk + '/' + module
    meta = zephyr_module.process_module(path)
    if meta is None: continue
    names.append(meta['name'])
    os.environ['ZEPHYR_' + meta['name-sanitized'].upper() + '_MODULE_DIR'] = path
    own += zephyr_module.process_kconfig(path, meta)
    sysbuild += zephyr_module.process_sysbuildkconfig(path, meta)
memfault = sdk + '/nrf/modules/memfault-firmware-sdk/Kconfig'
os.environ['NCS_MEMFAULT_FIRMWARE_SDK_KCONFIG'] = memfault if 'memfault-firmware-sdk' in names else memfault + '-NOTFOUND'

def write(name, text):
    path = pathlib.Path(folder, name); path.parent.mkdir(parents=True, exist_ok=True); path.write_text(text)
write('Kconfig.modules', own)
write('Kconfig.sysbuild.modules', sysbuild)
for name in ['Kconfig.shield', 'Kconfig.shield.defconfig']:
    write(name, 'osource "%s/nrf/boards/shields/*/%s"\n' % (sdk, name.replace('Kconfig.shield.', 'Kconfig.')))
listed = run(zephyr + '/scripts/list_hardware.py', '--arch-root', zephyr, '--soc-root', zephyr, '--archs', '--socs',
  '--cmakeformat={TYPE};{NAME};{DIR};{HWM}').splitlines()
archs, socs = [], []
for line in reversed([line for line in listed if line]):
    parts = line.split(';'); kind, place = parts[1], parts[parts.index('DIR') + 1]
    group = archs if kind == 'arch' else socs
    if place not in group: group.append(place)
write('arch/Kconfig', ''.join('osource "%s/Kconfig"\n' % place for place in archs))
for name in ['Kconfig.defconfig', 'Kconfig', 'Kconfig.soc', 'Kconfig.sysbuild']:
    write('soc/' + name, ''.join('osource "%s/%s"\n' % (place, name) for place in socs))

if not ask['isSysbuild']:
    bindings = [root + '/dts/bindings' for root in [sdk + '/nrf', at(ask['boardFolder']), zephyr]]
    bindings = [one for one in bindings if os.path.isdir(one)]
    roots = [sdk + '/nrf', at(ask['boardFolder']), zephyr]
    inside = ['include', 'include/zephyr', 'dts/common', 'dts/' + ask['architecture'], 'dts']
    places = ['%s/%s' % (root, one) for root in roots for one in inside]
    given = [ask['cpp'], '-x', 'assembler-with-cpp', '-nostdinc', '-D__DTS__', '-P', '-E', '-w', '-o', folder + '/dts.pre']
    for place in places:
        if os.path.isdir(place): given += ['-isystem', place]
    for file in ask['devicetree']: given += ['-include', at(file)]
    subprocess.run(given + ['/dev/null'], check=True)
    run(zephyr + '/scripts/dts/gen_defines.py', '--dts', folder + '/dts.pre', '--dtc-flags', '', '--bindings-dirs', *bindings,
      '--header-out', folder + '/header', '--dts-out', folder + '/dts', '--edt-pickle-out', folder + '/edt.pickle')
    run(zephyr + '/scripts/dts/gen_driver_kconfig_dts.py', '--kconfig-out', folder + '/Kconfig.dts', '--bindings-dirs', *bindings)
import kconfiglib
tree = kconfiglib.Kconfig(at(ask['root']), warn_to_stderr=False, suppress_traceback=True)
for index, (_, text) in enumerate(ask['fragments']):
    write('fragment', text)
    tree.load_config(folder + '/fragment', replace=index == 0)
print(json.dumps({name: symbol.str_value for name, symbol in tree.syms.items()}))
