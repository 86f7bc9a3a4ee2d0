import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { loadConfig } from '../../src/config/config.js'
import { findConfigFile, readConfigFile } from '../../src/config/file.js'
import { globalFlags, type Flags } from '../../src/config/flags.js'
import { resolveSettings } from '../../src/config/sources.js'
import { settingKey } from '../../src/setting-key.js'
import vectors from '../vectors/config.json' with { type: 'json' }

const texts = z.record(z.string(), z.string())
const unknownRecord = z.record(z.string(), z.unknown())
const vectorSchema = z.object({
  id: z.string(),
  files: texts.default({}),
  env: texts.default({}),
  args: z.array(z.string()).default([]),
  config: z.string().optional(),
  /** Settings of the reference registry. */
  expect: unknownRecord.default({}),
  /** Settings of this program, where they differ from `expect` on purpose. */
  wanted: unknownRecord.default({}),
  /** A part of the error of the reference registry. */
  error: z.string().optional(),
  /** Whether this program refuses, on purpose, what the reference registry accepts. */
  wanted_error: z.boolean().default(false),
})
type Vector = z.infer<typeof vectorSchema>

const cases = z.array(vectorSchema).parse(vectors.cases)

// The errors of cases that this program refuses, although the reference registry (cozy-apps-registry) accepts them.
const intendedErrors = new Map([
  // An invalid boolean is an error, and not false.
  ['yes-is-not-true', /conservation\.enable_background_cleaning: "yes" is not a boolean/],
])
// Cases about the syntax of flags, which test/cli/argv.test.ts tests.
const testedElsewhere = new Set(['bad-port-flag'])

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'config-'))
})

afterEach(() => rm(folder, { recursive: true }))

async function writeFiles({ files }: Vector): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
}

function flagsOf({ args, config }: Vector): Flags {
  const flags: Record<string, string | number | string[]> = config === undefined ? {} : { config }
  const words = args.flatMap((word) => word.split('='))
  for (let index = 0; index < words.length; index += 2) {
    const { kind, key } = globalFlags.find(({ name }) => words[index] === `--${name}`) ?? { kind: 'none', key: '' }
    const text = words[index + 1] ?? ''
    const previous = flags[key]
    if (kind === 'number') flags[key] = Number(text)
    else if (kind === 'list') flags[key] = [...(Array.isArray(previous) ? previous : []), ...text.split(',')]
    else throw new Error(`no such flag in the vectors: ${words[index]}`)
  }
  return flags
}

async function resolve(vector: Vector) {
  const flags = flagsOf(vector)
  const path = vector.config ?? (await findConfigFile(folder, join(folder, 'home')))
  const file = path === undefined ? undefined : await readConfigFile(path, folder, vector.env)
  return resolveSettings(flags, vector.env, file)
}

function load(vector: Vector) {
  return loadConfig({ argvFlags: flagsOf(vector), env: vector.env, cwd: folder, home: join(folder, 'home') })
}

const milliseconds = new Map([
  ['5ns', 5e-6],
  ['250ms', 250],
  ['1.5s', 1_500],
  ['5s', 5_000],
  ['1m30s', 90_000],
  ['5m0s', 300_000],
])

/** The resolved value of a key, in the form that the vectors use. */
function resolvedValue(settings: Awaited<ReturnType<typeof resolve>>['settings'], key: string): unknown {
  if (key === 'redis_enabled') return settings.redis.addrs.length > 0
  if (key === 'redis_addrs') return settings.redis.addrs
  if (key === 'virtual_spaces') return [...settings.virtualSpaces.keys()]
  let node: unknown = settings
  for (const part of key.toLowerCase().split('.')) {
    node = Object.entries(unknownRecord.parse(node)).find(([name]) => settingKey(name) === part)?.[1]
  }
  return node instanceof Map ? Object.fromEntries(node) : node
}

describe('resolves settings as the test vectors say', () => {
  for (const vector of cases.filter(
    (each) => each.error === undefined && !each.wanted_error && !intendedErrors.has(each.id),
  )) {
    it(vector.id, async () => {
      await writeFiles(vector)
      const { settings } = await resolve(vector)
      for (const [key, expected] of Object.entries({ ...vector.expect, ...vector.wanted })) {
        if (key === 'effective_spaces') expect((await load(vector)).config.spaces).toEqual(expected)
        else {
          const duration = key.endsWith('_timeout') ? milliseconds.get(String(expected)) : undefined
          expect(resolvedValue(settings, key), key).toEqual(duration ?? expected)
        }
      }
    })
  }
})

describe('refuses configurations that the reference registry refuses', () => {
  for (const vector of cases.filter((each) => each.error !== undefined && !testedElsewhere.has(each.id))) {
    it(vector.id, async () => {
      await writeFiles(vector)
      await expect(load(vector)).rejects.toThrow(vector.error)
    })
  }
})

describe('refuses configurations that the reference registry misreads', () => {
  for (const vector of cases.filter((each) => each.wanted_error || intendedErrors.has(each.id))) {
    it(vector.id, async () => {
      await writeFiles(vector)
      await expect(load(vector)).rejects.toThrow(intendedErrors.get(vector.id) ?? /configuration/)
    })
  }
})
