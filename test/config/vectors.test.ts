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
const answers = z.record(z.string(), z.unknown())
const vector = z.object({
  id: z.string(),
  files: texts.default({}),
  env: texts.default({}),
  args: z.array(z.string()).default([]),
  config: z.string().optional(),
  expect: answers.default({}),
  wanted: answers.default({}),
  error: z.string().optional(),
  wanted_error: z.boolean().default(false),
})
type Vector = z.infer<typeof vector>

const cases = z.array(vector).parse(vectors.cases)

// Departures from the answers of the reference, by case.
const refused = new Map([
  // An invalid boolean is refused instead of being read as false.
  ['yes-is-not-true', /conservation\.enable_background_cleaning: "yes" is not a boolean/],
])
// This one is about the syntax of flags, which test/cli/argv.test.ts covers.
const elsewhere = new Set(['bad-port-flag'])

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'config-'))
})

afterEach(() => rm(folder, { recursive: true }))

async function layOut({ files }: Vector): Promise<void> {
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
    const before = flags[key]
    if (kind === 'number') flags[key] = Number(text)
    else if (kind === 'list') flags[key] = [...(Array.isArray(before) ? before : []), ...text.split(',')]
    else throw new Error(`no such flag in the vectors: ${words[index]}`)
  }
  return flags
}

async function resolve(given: Vector) {
  const flags = flagsOf(given)
  const path = given.config ?? (await findConfigFile(folder, join(folder, 'home')))
  const file = path === undefined ? undefined : await readConfigFile(path, folder, given.env)
  return resolveSettings(flags, given.env, file)
}

function load(given: Vector) {
  return loadConfig({ argvFlags: flagsOf(given), env: given.env, cwd: folder, home: join(folder, 'home') })
}

const milliseconds = new Map([
  ['5ns', 5e-6],
  ['250ms', 250],
  ['1.5s', 1_500],
  ['5s', 5_000],
  ['1m30s', 90_000],
  ['5m0s', 300_000],
])

/** The resolved value of a key as the vectors write it. */
function answer(settings: Awaited<ReturnType<typeof resolve>>['settings'], key: string): unknown {
  if (key === 'redis_enabled') return settings.redis.addrs.length > 0
  if (key === 'redis_addrs') return settings.redis.addrs
  if (key === 'virtual_spaces') return [...settings.virtualSpaces.keys()]
  let node: unknown = settings
  for (const part of key.toLowerCase().split('.')) {
    node = Object.entries(answers.parse(node)).find(([name]) => settingKey(name) === part)?.[1]
  }
  return node instanceof Map ? Object.fromEntries(node) : node
}

describe('resolves settings as the vectors say', () => {
  for (const given of cases.filter((each) => each.error === undefined && !each.wanted_error && !refused.has(each.id))) {
    it(given.id, async () => {
      await layOut(given)
      const { settings } = await resolve(given)
      for (const [key, expected] of Object.entries({ ...given.expect, ...given.wanted })) {
        if (key === 'effective_spaces') expect((await load(given)).config.spaces).toEqual(expected)
        else {
          const duration = key.endsWith('_timeout') ? milliseconds.get(String(expected)) : undefined
          expect(answer(settings, key), key).toEqual(duration ?? expected)
        }
      }
    })
  }
})

describe('refuses what the vectors refuse', () => {
  for (const given of cases.filter((each) => each.error !== undefined && !elsewhere.has(each.id))) {
    it(given.id, async () => {
      await layOut(given)
      await expect(load(given)).rejects.toThrow(given.error)
    })
  }
})

describe('refuses what the reference misreads', () => {
  for (const given of cases.filter((each) => each.wanted_error || refused.has(each.id))) {
    it(given.id, async () => {
      await layOut(given)
      await expect(load(given)).rejects.toThrow(refused.get(given.id) ?? /configuration/)
    })
  }
})
