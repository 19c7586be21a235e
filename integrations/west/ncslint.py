"""west ncslint: ncslint with the arguments of west build."""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from west.commands import WestCommand

DESCRIPTION = """\
west ncslint [arguments of ncslint]
    Runs ncslint; west ncslint --help prints its help.

west ncslint build [arguments of west build]
    Checks the application with the same board, folder and CMake arguments,
    then builds it. Errors stop before the build; with NCSLINT=warn in the
    environment they are shown only, with NCSLINT=off nothing is checked.
"""


class Ncslint(WestCommand):
    def __init__(self):
        super().__init__('ncslint', 'find configuration mistakes before the build', DESCRIPTION)

    def do_add_parser(self, parser_adder):
        # Nothing is an option of this command itself, so that all words stay as they are and in order.
        parser = parser_adder.add_parser(
            self.name,
            help=self.help,
            description=self.description,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            add_help=False,
            prefix_chars='\0',
        )
        parser.add_argument('words', nargs=argparse.REMAINDER)
        return parser

    def do_run(self, args, unknown):
        words = args.words + unknown
        if words[:1] != ['build']:
            sys.exit(subprocess.call(command() + words))
        build = words[1:]
        mode = os.environ.get('NCSLINT', 'error')
        if mode != 'off':
            status = subprocess.call(command() + lint_arguments(build, usual_board()))
            if status != 0 and (status != 1 or mode != 'warn'):
                sys.exit(status)
        sys.exit(subprocess.call(west() + ['build'] + build))


def command():
    """ncslint as a list of words: NCSLINT_EXECUTABLE, the one this file belongs to, or the one in PATH."""
    own = Path(__file__).resolve().parents[2] / 'dist' / 'cli.js'
    path = os.environ.get('NCSLINT_EXECUTABLE') or (str(own) if own.exists() else shutil.which('ncslint'))
    if not path:
        sys.exit('west ncslint: ncslint was not found; NCSLINT_EXECUTABLE names it')
    return [shutil.which('node') or 'node', path] if path.endswith('.js') else [path]


def west():
    return [shutil.which('west') or 'west']


def usual_board():
    """The board west build takes where none is given."""
    if os.environ.get('BOARD'):
        return os.environ['BOARD']
    configured = subprocess.run(west() + ['config', 'build.board'], capture_output=True, text=True, check=False)
    return configured.stdout.strip() or None


def lint_arguments(words, usual_board=None):
    """What ncslint is given for the arguments of west build (zephyr/scripts/west_commands/build.py:89-137, 2.4.0)."""
    end = words.index('--') if '--' in words else len(words)
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument('-b', '--board', default=usual_board)
    parser.add_argument('-s', '--source-dir')
    parser.add_argument('-T', '--test-item')
    parser.add_argument('-S', '--snippet', action='append', default=[])
    parser.add_argument('--shield', action='append', default=[])
    parser.add_argument('--sysbuild', action='store_true')
    parser.add_argument('--no-sysbuild', action='store_true')
    # Of the others those that take a value, which would be taken for the folder.
    for names in (['-d', '--build-dir'], ['-t', '--target'], ['-o', '--build-opt'], ['--domain'], ['--extra-conf'],
                  ['--extra-dtc-overlay']):
        parser.add_argument(*names, action='append', default=[])
    parser.add_argument('-p', '--pristine', nargs='?', choices=['auto', 'always', 'never'])
    args, rest = parser.parse_known_args(words[:end])
    folders = [word for word in rest if not word.startswith('-')]

    item = os.path.dirname(args.test_item) if args.test_item else None
    lint = [args.source_dir or item or (folders[0] if folders else '.')]
    if args.board:
        lint += ['--board', args.board]
    if args.sysbuild or args.no_sysbuild:
        lint += ['--era', 'sysbuild' if args.sysbuild else 'child-image']
    cmake = list(words[end + 1:])
    for name, values in (('SHIELD', args.shield), ('SNIPPET', args.snippet), ('EXTRA_CONF_FILE', args.extra_conf),
                         ('EXTRA_DTC_OVERLAY_FILE', args.extra_dtc_overlay)):
        if values:
            cmake.append(f'-D{name}={";".join(values)}')
    return lint + (['--'] + cmake if cmake else [])
