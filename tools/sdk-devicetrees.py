"""What the SDK's own tools make of devicetrees: its board targets, and for a list of files the tree that cpp and dtlib give.

usage: sdk-devicetrees.py <SDK> targets
       sdk-devicetrees.py <SDK> trees   < {"folders": [...], "builds": [{"id", "folders", "files"}]}

The first prints one line of JSON for each board of board.yml: {name, dir, revisions, default, qualifiers}. The second prints one
line for each build: {id, nodes: {path: {labels, properties}}} or {id, error}. Values are written as tools/image-trees.ts has them.
"""

import argparse
import json
import subprocess
import sys
import types
from pathlib import Path

SDK = Path(sys.argv[1])
SCRIPTS = SDK / 'zephyr/scripts'
sys.path[:0] = [str(SCRIPTS), str(SCRIPTS / 'dts/python-devicetree/src')]


def targets():
    try:
        import pykwalify.core  # noqa: F401
    except ImportError:
        # It only validates files that the SDK ships.
        core = types.SimpleNamespace(Core=lambda **_: types.SimpleNamespace(validate=lambda: None))
        errors = types.SimpleNamespace(SchemaError=Exception)
        sys.modules['pykwalify'] = types.SimpleNamespace(core=core, errors=errors)
        sys.modules['pykwalify.core'] = core
        sys.modules['pykwalify.errors'] = errors
    import list_boards

    roots = [SDK / 'nrf', SDK / 'zephyr']
    args = argparse.Namespace(board_roots=roots, soc_roots=roots, board=None, arch_roots=[SDK / 'zephyr'])
    for board in list_boards.find_v2_boards(args):
        print(json.dumps({
            'name': board.name,
            'dir': str(board.dir.relative_to(SDK)),
            'revisions': [revision.name for revision in board.revisions],
            'default': board.revision_default,
            'qualifiers': list_boards.board_v2_qualifiers(board),
        }))


def trees():
    from devicetree import dtlib

    asked = json.load(sys.stdin)
    for build in asked['builds']:
        command = ['cpp', '-x', 'assembler-with-cpp', '-nostdinc', '-D__DTS__', '-P', '-E', '-w']
        for folder in [*build['folders'], *asked['folders']]:
            command += ['-isystem', str(SDK / folder)]
        for file in build['files']:
            command += ['-include', str(SDK / file)]
        done = subprocess.run([*command, '/dev/null'], capture_output=True, text=True)
        answer = {'id': build['id']}
        if done.returncode:
            answer['error'] = done.stderr.strip().splitlines()[0]
        else:
            with open(asked['scratch'], 'w') as file:
                file.write(done.stdout)
            try:
                tree = dtlib.DT(asked['scratch'])
                answer['nodes'] = {node.path: plain(tree, node) for node in tree.node_iter()}
            except dtlib.DTError as error:
                answer['error'] = str(error)
        print(json.dumps(answer), flush=True)


def plain(tree, node):
    return {
        'labels': sorted(node.labels),
        # dtlib numbers the nodes that are referred to by itself.
        'properties': {name: values(tree, prop) for name, prop in node.props.items() if name != 'phandle'},
    }


def values(tree, prop):
    from devicetree.dtlib import _MarkerType as kind

    if not prop.value:
        return True
    found = []
    starts = [marker for marker in prop._markers if marker[1] is not kind.LABEL]
    for index, (start, what, ref) in enumerate(starts):
        end = starts[index + 1][0] if index + 1 < len(starts) else len(prop.value)
        part = prop.value[start:end]
        if what is kind.STRING:
            found.append(part[:-1].decode('utf-8', 'replace'))
        elif what is kind.PATH:
            found.append({'path': part[:-1].decode()})
        elif what is kind.PHANDLE:
            found.append({'&': tree.phandle2node[int.from_bytes(part[:4], 'big')].path})
            found += numbers(part[4:], 4)
        elif what is kind.UINT8:
            found.append({'bytes': part.hex()})
        else:
            found += numbers(part, {kind.UINT16: 2, kind.UINT32: 4, kind.UINT64: 8}[what])
    return found


def numbers(part, width):
    return [int.from_bytes(part[at:at + width], 'big') for at in range(0, len(part), width)]


if sys.argv[2:] == ['targets']:
    targets()
else:
    trees()
