import { type Answer, answers, type Question } from './answer.ts';

/** Facts are asked for one by one in the middle of a run; a worker may wait for a file without stopping the page. */
const answer = answers((name) => {
  const request = new XMLHttpRequest();
  request.open('GET', `data/${name}`, false);
  request.send();
  return request.status === 200 ? request.responseText : undefined;
});

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  let reply: Answer;
  try {
    reply = answer(data);
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    reply = { number: data.number, report: `ncslint failed. This is a bug of ncslint, please report it:\n${what}\n` };
  }
  postMessage(reply);
});
