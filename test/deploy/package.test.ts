import { expect, test } from 'vitest'
import { z } from 'zod'
import lock from '../../package-lock.json' with { type: 'json' }
import own from '../../package.json' with { type: 'json' }

const locked = z.record(z.string(), z.looseObject({ version: z.string().optional(), dev: z.boolean().optional() }))

test('pins for Node 20 are also dependencies, since npm ignores the overrides and the lock file of an installed package', () => {
  const packages = locked.parse(lock.packages)
  const dependencies = z.record(z.string(), z.string()).parse(own.dependencies)
  const names = Object.keys(own.overrides).map((key) => key.replace(/(?<=.)@.*$/, ''))
  const held = names.filter((name) => packages[`node_modules/${name}`]?.dev === undefined)
  expect(held).toContain('@graphql-tools/utils')
  for (const name of held) expect([name, dependencies[name]]).toEqual([name, packages[`node_modules/${name}`]?.version])
})
