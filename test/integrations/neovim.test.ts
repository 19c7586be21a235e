import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { onDisk } from '../cli/run.ts';
import { folder as filesOf } from '../linting.ts';
import { built, has } from './built.ts';

const seed = filesOf(fileURLToPath(new URL('../../examples/originating-case', import.meta.url)));

// What somebody does by hand: open the file, read the diagnostics, take the first quick fix at the first of them.
const script = (cli: string) => `
local client = vim.lsp.start_client({ name = 'ncslint', cmd = { 'node', '${cli}', 'lsp' }, root_dir = vim.fn.getcwd() })
vim.lsp.buf_attach_client(0, client)
vim.api.nvim_create_autocmd('BufWritePost', { callback = function()
  vim.lsp.get_client_by_id(client).notify('workspace/didChangeWatchedFiles', { changes = {} })
end })
local function codes()
  return vim.tbl_map(function(d) return d.user_data and d.user_data.lsp.code or d.code end, vim.diagnostic.get(0))
end
local log = {}
local function note(what) table.insert(log, what) end
vim.wait(20000, function() return #codes() > 0 end, 50)
note(codes())
local first = vim.diagnostic.get(0)[1]
vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
vim.fn.search('&mx25r64;')
local hover = vim.lsp.buf_request_sync(0, 'textDocument/hover', vim.lsp.util.make_position_params(0, 'utf-16'), 10000)
note(hover[client].result ~= nil and hover[client].result ~= vim.NIL)
vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
local params = vim.lsp.util.make_range_params(0, 'utf-16')
params.context = { diagnostics = {} }
local actions = vim.lsp.buf_request_sync(0, 'textDocument/codeAction', params, 10000)[client].result
note(actions[1].title)
vim.lsp.util.apply_workspace_edit(actions[1].edit, 'utf-16')
-- Neovim 0.7 does not make the folder of a file that an edit creates.
vim.fn.mkdir('child_image', 'p')
vim.cmd('silent wall')
local before = #codes()
vim.wait(20000, function() return #codes() < before end, 50)
note(codes())
vim.fn.writefile({ vim.fn.json_encode(log) }, 'log.json')
vim.cmd('qall!')
`;

describe.skipIf(!has('nvim'))('Neovim', { timeout: 90_000 }, () => {
  const { cli } = built('neovim');

  it('shows the findings of the overlay, and applies a quick fix that makes a file', () => {
    const folder = onDisk({ '.git/HEAD': '', ...seed, 'client.lua': script(cli.replaceAll('\\', '/')) });
    const { stderr } = spawnSync(
      'nvim',
      ['--headless', '-u', 'NONE', '-c', 'luafile client.lua', 'boards/nrf52840dk_nrf52840.overlay'],
      {
        cwd: folder,
        encoding: 'utf8',
        timeout: 80_000,
      },
    );
    expect(stderr.replace(/"[^"]*" .*written\s*/g, '').trim()).toBe('');
    const [before, hasHover, title, after] = JSON.parse(readFileSync(join(folder, 'log.json'), 'utf8'));
    expect(before).toContain('external-flash/mcuboot-chosen');
    expect(before).not.toContain('external-flash/mcuboot-driver');
    expect(hasHover).toBe(true);
    expect(title).toBe('ncslint: create child_image/mcuboot.overlay');
    expect(after).not.toContain('external-flash/mcuboot-chosen');
    expect(readFileSync(join(folder, 'child_image/mcuboot.overlay'), 'utf8')).toMatch(
      /^#include "\.\.\/boards\/nrf52840dk_nrf52840\.overlay"\n+$/,
    );
  });
});
