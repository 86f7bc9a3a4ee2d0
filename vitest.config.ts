import { defineConfig } from 'vitest/config'
import { engineNames } from './test/support/engine-names.js'
import { TotalsReporter } from './test/support/totals-reporter.js'

// The tests of the registry, of instances and of their doors run on all engines that are there.
const ofTheRegistry = [
  'test/{folders,graphql,installed-apps,instances,registry,rest,stack}/**/*.test.ts',
  'test/remote/{assets,definitions,remote-doctypes,secrets}.test.ts',
  'test/e2e/cozy-stack-client.test.ts',
]
// So does publishing with the client that editors have, and being killed at it, on those that CI has no time for.
const ofPublishing = ['test/e2e/cozy-app-publish.test.ts', 'test/faults/kill-publication.test.ts']
// What touches no engine is the same on all of them. So are the number of queries, and the turns that requests take.
const withoutEngines = [
  'test/stack/event-loop.test.ts',
  'test/installed-apps/{context,manifest,operation-queue,packages,source}.test.ts',
  'test/registry/{manifests,publishing}/**',
  'test/registry/tokens/{layer,token,vectors}.test.ts',
  'test/registry/**/queries.test.ts',
]

export default defineConfig({
  // As Node resolves it: of graphql there must be one copy only, and its `module` entry would be a second.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    // Real databases, processes and browsers on a busy machine; a test that hangs is found all the same.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Each worker loads the modules once, instead of once a file. With a worker on each core, this takes a third of the time.
    maxWorkers: '100%',
    isolate: false,
    reporters: ['default', new TotalsReporter()],
    projects: [
      { extends: true, test: { name: 'embedded', include: ['test/**/*.test.ts'] } },
      ...engineNames(process.env).map(onEngines),
    ],
  },
})

// `TEST_ENGINES` is read by test/support/engine-sets.ts.
function onEngines(name: string) {
  const include = [...ofTheRegistry, ...(name.includes('couchdb') ? ofPublishing : [])]
  const test = { name, include, exclude: withoutEngines, env: { TEST_ENGINES: name } }
  return { extends: true, test } as const
}
