import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import type { Answer, Question } from '../src/playground/answer.ts';
import { painted } from '../src/playground/painted.ts';
import { bundlePlayground } from '../tools/bundle.mjs';

test('the worker diagnoses a post with what a browser has, and fetches the facts it needs', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ncslint-playground-'));
  try {
    await bundlePlayground(folder);
    const asked: string[] = [];
    const question = { number: 7, post: POST, board: '', version: '', width: 80 };
    const answer = runWorker(await readFile(join(folder, 'worker.js'), 'utf8'), folder, asked, question);
    expect(answer.number).toBe(7);
    expect(answer.report).toContain('partition/overlap');
    expect(asked.every((name) => name.startsWith('data/') && !name.includes('..'))).toBe(true);
    expect(asked.length).toBeLessThan(60);
  } finally {
    await rm(folder, { recursive: true });
  }
});

const POST = `NCS 2.4.0 on the nRF52840 DK

settings_storage:
  address: 0xf8000
  size: 0x8000
nvs_storage:
  address: 0xf9000
  size: 0x1000
`;

/** Nothing of Node but the files a server would hand out. */
function runWorker(code: string, folder: string, asked: string[], question: Question): Answer {
  let listener: ((event: { data: Question }) => void) | undefined;
  let answer: Answer | undefined;
  class XMLHttpRequest {
    status = 0;
    responseText = '';
    #url = '';
    open(_: string, url: string) {
      asked.push(url);
      this.#url = url;
    }
    send() {
      try {
        this.responseText = readFileSync(join(folder, this.#url), 'utf8');
        this.status = 200;
      } catch {
        this.status = 404;
      }
    }
  }
  runInNewContext(code, {
    XMLHttpRequest,
    TextEncoder,
    TextDecoder,
    addEventListener: (_: string, given: typeof listener) => (listener = given),
    postMessage: (given: Answer) => (answer = given),
  });
  listener!({ data: question });
  return answer!;
}

test('the colours of a report become classes', () => {
  expect(painted('\u001b[31m\u001b[1merror\u001b[22m\u001b[39m: a\u001b[2mb\u001b[22m')).toEqual([
    { text: 'error', classes: 'bold red', link: undefined },
    { text: ': a', classes: '', link: undefined },
    { text: 'b', classes: 'dim', link: undefined },
  ]);
});

test('only the page of a rule is a link', () => {
  const page = 'https://github.com/ncslint/ncslint/blob/main/docs/rules/partition/overlap.md';
  expect(painted(`docs: ${page}\nhttps://example.com/`)).toEqual([
    { text: 'docs: ', classes: '', link: undefined },
    { text: page, classes: '', link: page },
    { text: '\nhttps://example.com/', classes: '', link: undefined },
  ]);
});
