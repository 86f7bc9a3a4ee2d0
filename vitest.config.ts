import { defineConfig } from 'vitest/config'
import { TotalsReporter } from './test/support/totals-reporter.js'

export default defineConfig({
  // As Node resolves it: of graphql there must be one copy only, and its `module` entry would be a second.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    // Real databases, processes and browsers on a busy machine; a test that hangs is found all the same.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: process.env.CI ? ['default', new TotalsReporter()] : ['default'],
  },
})
