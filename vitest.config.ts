import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/temporary-folder.ts',
    // Everything under test is pure, so the files can share their modules and the compiled grammar: three times faster.
    pool: 'threads',
    isolate: false,
    // Nothing here is timed; a busy machine takes its time.
    testTimeout: 60_000,
  },
});
