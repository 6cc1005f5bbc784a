import { defineConfig } from 'vitest/config'
import { SlowestFirst } from './test/harness/slowest-first.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // Loading the bot anew for each of the files took a third of the time of all.
    isolate: false,
    // One more than the cores of a small machine: many tests wait.
    maxWorkers: 3,
    sequence: { sequencer: SlowestFirst },
    setupFiles: ['test/harness/only-loopback.ts', 'test/harness/per-file.ts'],
    unstubEnvs: true,
    // A busy machine is no failure.
    expect: { poll: { timeout: 30_000 } },
  },
})
