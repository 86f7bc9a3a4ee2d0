import { expect, test } from 'vitest'
import { z } from 'zod'
import lock from '../../package-lock.json' with { type: 'json' }
import own from '../../package.json' with { type: 'json' }

const locked = z.record(z.string(), z.looseObject({ version: z.string().optional(), dev: z.boolean().optional() }))

// npm ignores the overrides and the lock file of a package that is installed as a dependency or globally.
test('each override of a run-time library is also a dependency of the same version', () => {
  const packages = locked.parse(lock.packages)
  const dependencies = z.record(z.string(), z.string()).parse(own.dependencies)
  const names = Object.keys(own.overrides).map((key) => key.replace(/(?<=.)@.*$/, ''))
  const needed = names.filter((name) => packages[`node_modules/${name}`]?.dev === undefined)
  expect(needed).toContain('@graphql-tools/utils')
  for (const name of needed) {
    expect([name, dependencies[name]]).toEqual([name, packages[`node_modules/${name}`]?.version])
  }
})
