/** The script of the page: zooming. Without it the page still shows everything once. */
export const pageScript = `
for (const memory of document.querySelectorAll('.memory')) {
  const view = memory.querySelector('.view');
  const track = memory.querySelector('.track');
  const range = memory.querySelector('input');
  const smallest = Number(memory.dataset.smallest);
  const blocks = Number(memory.dataset.blocks);
  track.style.setProperty('--blocks', String(blocks));
  // The smallest part gets room for its name; browsers draw no higher elements than this.
  const most = Math.max(2, Math.min(60 / (smallest * view.clientHeight), 4e6 / view.clientHeight));
  let zoom = 1;
  const show = (next, at = 0.5, under = 0.5) => {
    zoom = Math.min(most, Math.max(1, next));
    track.style.height = zoom * 100 + '%';
    // Lines between erase blocks, as soon as there is room between them.
    track.classList.toggle('blocks', (zoom * view.clientHeight) / blocks >= 6);
    range.value = String((100 * Math.log(zoom)) / Math.log(most));
    range.setAttribute('aria-valuetext', Math.round(zoom * 10) / 10 + ' times');
    view.scrollTop = at * track.clientHeight - under * view.clientHeight;
  };
  const middle = () => (view.scrollTop + view.clientHeight / 2) / track.clientHeight;
  const enter = (button) => {
    const item = button.parentElement;
    const height = parseFloat(item.style.height) / 100;
    for (const one of track.querySelectorAll('.on')) one.classList.remove('on');
    button.classList.add('on');
    show(0.5 / height, parseFloat(item.style.top) / 100 + height / 2);
  };
  range.addEventListener('input', () => show(Math.pow(most, Number(range.value) / 100), middle()));
  track.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (button) enter(button);
  });
  memory.querySelector('tbody').addEventListener('click', (event) => {
    const link = event.target.closest('.to');
    const button = link && document.getElementById(link.dataset.part);
    if (!button) return;
    enter(button);
    button.focus({ preventScroll: true });
    view.scrollIntoView({ block: 'nearest' });
  });
  view.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '+' || event.key === '=') show(zoom * 1.5, middle());
    else if (event.key === '-') show(zoom / 1.5, middle());
    else if (event.key === '0' || event.key === 'Escape') show(1);
    else return;
    event.preventDefault();
  });
}
`;
