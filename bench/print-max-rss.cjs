// Preloaded where GNU time is missing: writes the peak resident set in KiB when the process ends.
const { writeFileSync } = require('node:fs');

process.on('exit', () => writeFileSync(process.env.NCSLINT_BENCH_FILE, `${process.resourceUsage().maxRSS}\n`));
