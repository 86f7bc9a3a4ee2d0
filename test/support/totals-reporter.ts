import type { Reporter, TestModule } from 'vitest/node'

/** Ends a run with what was skipped for a reason, then the line `N passed, N failed, N skipped`, for programs to read. */
export class TotalsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const groups = modules.flatMap((module) => [module, ...module.children.allSuites()])
    const having = (state: string): typeof tests => tests.filter((test) => test.result().state === state)
    // A file that can't be loaded or a hook that fails is a failure too, although no test of its own.
    const broken = groups.filter((group) => group.errors().length > 0).length + unhandledErrors.length
    const skipped = tests.length - having('passed').length - having('failed').length
    for (const test of having('skipped')) {
      const result = test.result()
      if (result.state === 'skipped' && result.note) process.stdout.write(`skipped ${test.fullName}: ${result.note}\n`)
    }
    process.stdout.write(
      `${having('passed').length} passed, ${having('failed').length + broken} failed, ${skipped} skipped\n`,
    )
  }
}
