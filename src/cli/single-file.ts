// The single-file executable begins here: tools/single-file.mjs. What V8 makes of the code is inside, nothing is kept.
import { startProcess } from './process.ts';

void startProcess(() => {});
