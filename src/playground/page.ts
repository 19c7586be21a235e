import type { Answer, Question } from './answer.ts';
import { type Painted, painted } from './painted.ts';

const element = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;

const post = element<HTMLTextAreaElement>('post');
const board = element<HTMLInputElement>('board');
const version = element<HTMLInputElement>('version');
const output = element<HTMLPreElement>('report');

const worker = new Worker('worker.js', { type: 'module' });

let asked = 0;
let timer: number | undefined;

/** Milliseconds without a key. */
const REST = 300;

function ask(): void {
  clearTimeout(timer);
  if (post.value.trim() === '') {
    asked += 1;
    output.textContent = '';
    return;
  }
  const question: Question = {
    number: ++asked,
    post: post.value,
    board: board.value,
    version: version.value,
    width: columns(),
  };
  output.setAttribute('aria-busy', 'true');
  worker.postMessage(question);
}

/** Text stays text, whatever it holds. */
function span(text: string, classes: string): HTMLElement {
  const made = document.createElement('span');
  made.textContent = text;
  made.className = classes;
  return made;
}

function piece({ text, classes, link }: Painted): HTMLElement {
  const made = span(text, classes);
  if (link === undefined) return made;
  const anchor = document.createElement('a');
  anchor.href = link;
  anchor.target = '_blank';
  anchor.rel = 'noreferrer';
  anchor.append(made);
  return anchor;
}

/** As many characters as fit beside each other. */
function columns(): number {
  const probe = span('m'.repeat(100), '');
  output.append(probe);
  const width = probe.getBoundingClientRect().width / 100;
  probe.remove();
  const { paddingLeft, paddingRight } = getComputedStyle(output);
  const room = output.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
  return Math.min(100, Math.floor(room / width));
}

worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
  if (data.number !== asked) return;
  output.removeAttribute('aria-busy');
  output.replaceChildren(...painted(data.report).map(piece));
});

for (const field of [post, board, version]) {
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(ask, REST);
  });
}

async function showSample(): Promise<void> {
  post.value = await (await fetch('sample.txt')).text();
  ask();
}

document.querySelector('form')!.addEventListener('submit', (event) => event.preventDefault());

element('sample').addEventListener('click', showSample);

// A page that is gone back to has its text still.
if (location.hash === '#sample' && post.value === '') showSample();
else ask();
