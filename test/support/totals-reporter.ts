import type { Reporter, TestModule } from 'vitest/node'

/**
 * After a run, prints each test that was skipped with a reason. Then prints the line `N passed, N failed, N skipped` for
 * programs.
 */
export class TotalsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const groups = modules.flatMap((module) => [module, ...module.children.allSuites()])
    const testsWith = (state: string): typeof tests => tests.filter((test) => test.result().state === state)
    // Files that can't be loaded, failed hooks and unhandled errors count as failures, although they are not tests.
    const failuresOutsideTests = groups.filter((group) => group.errors().length > 0).length + unhandledErrors.length
    const skipped = tests.length - testsWith('passed').length - testsWith('failed').length
    for (const test of testsWith('skipped')) {
      const result = test.result()
      if (result.state === 'skipped' && result.note) process.stdout.write(`skipped ${test.fullName}: ${result.note}\n`)
    }
    process.stdout.write(
      `${testsWith('passed').length} passed, ${testsWith('failed').length + failuresOutsideTests} failed, ${skipped} skipped\n`,
    )
  }
}
