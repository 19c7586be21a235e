import { expect, test } from 'vitest';
import { type ProjectBoard, projectBoards } from '../../src/project/project-boards.ts';
import { workspaceOf } from './workspace-of.ts';

test.each<[string, Readonly<Record<string, string>>, Partial<ProjectBoard>]>([
  [
    'hardware model v2',
    {
      'boards/acme/widget/board.yml':
        'board:\n  name: widget\n  revision:\n    revisions:\n      - name: 1.10\n  socs:\n    - name: nrf9160\n      variants:\n        - name: ns\n',
    },
    {
      name: 'widget',
      names: ['widget_nrf9160', 'widget_nrf9160_ns'],
      folder: '/p/boards/acme/widget',
      model: 2,
      revisions: ['1.10'],
    },
  ],
  [
    'clusters, by its trees',
    {
      'boards/acme/w/board.yml': 'boards:\n  - name: w\n    socs:\n      - name: nrf5340\n',
      'boards/acme/w/w_nrf5340_cpuapp.dts': '',
    },
    { names: ['w_nrf5340_cpuapp'] },
  ],
  [
    'what its trees share is no target',
    {
      'boards/acme/w/board.yml': 'boards:\n  - name: w\n    socs:\n      - name: nrf9160\n',
      'boards/acme/w/w_nrf9160.dts': '/dts-v1/;\n#include "w_nrf9160_common.dts"\n',
      'boards/acme/w/w_nrf9160_common.dts': '&i2c0 {\n};\n',
    },
    { names: ['w_nrf9160'] },
  ],
  [
    'hardware model v1',
    {
      'boards/arm/w/w_defconfig': '',
      'boards/arm/w/w.dts': '',
      'boards/arm/w/w_1_0_0.conf': '',
      'boards/arm/w/pm_static.yml': '',
    },
    { name: 'w', names: ['w'], folder: '/p/boards/arm/w', model: 1, revisions: ['1.0.0'] },
  ],
  [
    "the application's own folder",
    { 'app/boards/arm/w/w_defconfig': '', 'app/boards/arm/w/w.dts': '' },
    { folder: '/p/app/boards/arm/w' },
  ],
  [
    'BOARD_ROOT',
    {
      'app/CMakeLists.txt': 'list(APPEND X y)\nset(BOARD_ROOT ${CMAKE_CURRENT_SOURCE_DIR}/../hw)\n',
      'hw/boards/arm/w/w_defconfig': '',
      'hw/boards/arm/w/w.dts': '',
    },
    { folder: '/p/hw/boards/arm/w' },
  ],
  [
    'the roots the editor names',
    {
      '.vscode/settings.json': '{"nrf-connect.boardRoots": ["${workspaceFolder}/hw"]}',
      'hw/boards/arm/w/w_defconfig': '',
      'hw/boards/arm/w/w.dts': '',
    },
    { folder: '/p/hw/boards/arm/w' },
  ],
])('%s', (_, files, board) => {
  const boards = projectBoards(workspaceOf(files), '/p/app');
  expect(boards).toHaveLength(1);
  expect(boards[0]).toMatchObject(board);
});

test('overlays for boards are no boards', () => {
  expect(projectBoards(workspaceOf(['app/boards/nrf52840dk_nrf52840.overlay']), '/p/app')).toEqual([]);
});
