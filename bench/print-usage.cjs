// Preloaded: writes the processor time in ms and the peak resident set in KiB when the process ends.
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeFileSync(process.env.NCSLINT_BENCH_FILE, `${(userCPUTime + systemCPUTime) / 1000} ${maxRSS}\n`);
});
