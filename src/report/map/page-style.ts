import { palette } from './tones.ts';

const tones = (index: 0 | 1): string =>
  Object.entries(palette)
    .map(([name, colours]) => `--${name}:${colours[index]};`)
    .join('');

const classes = Object.keys(palette)
  .map((name) => `.${name}{background:var(--${name})}`)
  .join('\n');

/** The style sheet of the page. */
export const pageStyle = `
:root{--page:#fff;--ink:#1f2933;--dim:#52606d;--rule:#cbd2d9;--bad:#ba2525;--warn:#8d5b00;--note:#1f5f9c;--focus:#1f5f9c;${tones(0)}}
@media(prefers-color-scheme:dark){:root{--page:#15191e;--ink:#e4e7eb;--dim:#9aa5b1;--rule:#3a424c;--bad:#f29b9b;--warn:#e5bd6a;--note:#8fc1ec;--focus:#8fc1ec;${tones(1)}}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.45 ui-sans-serif,system-ui,Helvetica,Arial,sans-serif}
main,footer{max-width:72rem;margin:0 auto;padding:1rem}
h1{font-size:1.5rem;margin:.25rem 0}
h2{font-size:1.2rem;margin:2rem 0 0;overflow-wrap:anywhere}
h3{font-size:1rem;margin:1.5rem 0 .5rem;overflow-wrap:anywhere}
p{margin:.25rem 0;overflow-wrap:anywhere}
code{font:.85em ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere}
.dim,small{color:var(--dim)}
small{display:block;font-size:.8rem;overflow-wrap:anywhere}
ul{list-style:none;margin:0;padding:0}
i{display:inline-block;width:.8em;height:.8em;border-radius:.15em;margin-right:.4em;border:1px solid var(--rule)}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1rem;font-size:.85rem}
.memory{display:grid;grid-template-columns:minmax(14rem,20rem) 1fr;gap:1.5rem;align-items:start}
.zoom{display:flex;gap:.5rem;align-items:center;font-size:.85rem;margin-bottom:.4rem}
.zoom input{flex:1;accent-color:var(--focus);min-height:1.5rem}
.view{height:24rem;overflow:auto;border:1px solid var(--rule);border-radius:.3rem}
.track{position:relative;height:100%;min-height:100%}
.track ul{position:absolute;inset:0 calc(var(--braces)*1.15rem) 0 0}
.track li{position:absolute;left:0;right:0;min-height:2px;container-type:size}
.track button{position:absolute;inset:0;width:100%;display:flex;flex-direction:column;justify-content:flex-start;align-items:stretch;border:0;border-top:1px solid var(--page);padding:0;text-align:left;overflow:clip;cursor:zoom-in;font:inherit;color:#0c1116}
.track button:focus-visible{z-index:2;outline-offset:-3px}
.track .bad{box-shadow:inset .3rem 0 0 var(--bad)}
.track li span{position:sticky;top:0;display:block;padding:.1rem .5rem .1rem .6rem;line-height:1.25;font-weight:600;overflow-wrap:anywhere}
@container(max-height:1.3rem){.track li span{font-size:.7rem;line-height:1;padding-top:.05rem}}
@container(max-height:.75rem){.track li span{display:none}}
.track.blocks ul::after{content:"";position:absolute;inset:0;pointer-events:none;background:linear-gradient(#0006,#0006 1px,#0000 1px) 0 0/100% calc(100%/var(--blocks))}
.brace{position:absolute;right:calc((var(--braces) - 1 - var(--column))*1.15rem);width:1.15rem;container-type:size}
.brace::before{content:"";position:absolute;inset:1px .65rem 1px .25rem;border:1px solid var(--dim);border-left:0;border-radius:0 .2rem .2rem 0}
.brace span{position:sticky;top:0;display:block;margin-left:.35rem;padding:.35rem 0;width:.8rem;writing-mode:vertical-rl;font-size:.7rem;line-height:1;color:var(--dim);background:var(--page);white-space:nowrap}
@container(max-height:9rem){.brace span{display:none}}
.track small{display:inline;margin-left:.5rem;font-weight:400;color:inherit}
.track .free,.track .free small{color:var(--dim)}
.track .boot,.track .image{color:#fff}
.track .on{box-shadow:inset 0 0 0 3px var(--ink)}
table{border-collapse:collapse;width:100%;font-size:.9rem;table-layout:fixed}
.number{width:6.5rem}.size{width:8rem}
th,td{text-align:left;vertical-align:top;padding:.3rem .75rem .3rem 0;border-bottom:1px solid var(--rule)}
th{font-weight:600;color:var(--dim)}
td:not(:first-child){font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.85rem;white-space:nowrap}
.container td:first-child{padding-left:1.2rem;color:var(--dim)}
.to{border:0;background:none;padding:.1rem 0;font:inherit;font-weight:600;color:var(--ink);cursor:pointer;text-align:left;overflow-wrap:anywhere;text-decoration:underline;text-decoration-color:var(--rule);text-underline-offset:.2em}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
.problems{padding-left:1.5rem}
.problems li{margin:.3rem 0;overflow-wrap:anywhere}
.problems code+code{margin-left:.75rem}
.error{color:var(--bad)}.warning{color:var(--warn)}.info{color:var(--note)}
${classes}
@media(prefers-color-scheme:dark){.track .boot,.track .image{color:#0c1116}}
@media(max-width:48rem){.memory{grid-template-columns:1fr}.view{height:20rem}td,th{padding-right:.5rem}.number{width:5rem}.size{width:5.5rem}col:nth-child(3){display:none}th:nth-child(3),td:nth-child(3){display:none}}
@media print{.zoom{display:none}.view{break-inside:avoid}}
`;
