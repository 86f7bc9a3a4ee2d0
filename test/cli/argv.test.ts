import type { Command } from 'commander'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { booleanFlag, listFlag, textFlag } from '../../src/cli/flags.js'
import { createProgram } from '../../src/cli/program.js'
import { normalizeArgv } from '../../src/cli/argv.js'

let program: Command
let runs: { options: Record<string, unknown>; globals: Record<string, unknown>; words: string[] }[]

/** The program with its global flags, a command with every kind of flag, and a nested command. */
function buildProgram(): Command {
  const built = createProgram()
  const record = (...received: unknown[]): void => {
    const command = received.at(-1)
    if (!isCommand(command)) throw new Error('The last argument of an action is no command')
    runs.push({ options: command.opts(), globals: built.opts(), words: command.args })
  }
  built
    .command('make [words...]')
    .alias('mk')
    .addOption(booleanFlag('--master', ''))
    .addOption(booleanFlag('-d, --drop', ''))
    .addOption(textFlag('--app', ''))
    .addOption(listFlag('--apps', ''))
    .action(record)
  built.command('outer').command('inner [words...]').addOption(booleanFlag('--short', '')).action(record)
  return built
}

function isCommand(value: unknown): value is Command {
  return typeof value === 'object' && value !== null && 'opts' in value && 'args' in value
}

function parse(...words: string[]) {
  program = buildProgram()
  runs = []
  program.parse(normalizeArgv(program, words), { from: 'user' })
  const [run] = runs
  if (!run) throw new Error('No command has run')
  return run
}

beforeEach(() => {
  program = buildProgram()
})

describe('reads', () => {
  it('a boolean flag without taking the next word as its value', () => {
    expect(parse('make', '--master', 'file')).toMatchObject({ options: { master: true }, words: ['file'] })
    expect(parse('make', '--master=false', 'file')).toMatchObject({ options: { master: false }, words: ['file'] })
    expect(parse('make', '-d', 'file').options).toEqual({ drop: true })
    expect(parse('make', '-d=0', 'file').options).toEqual({ drop: false })
  })

  it('the last value of a repeated text flag, and all values of a repeated list flag', () => {
    const { options } = parse('make', '--app', 'a', '--apps=a,b', '--app=b', '--apps', 'c')
    expect(options).toEqual({ app: 'b', apps: ['a', 'b', 'c'] })
  })

  it('flag values that look like flags, contain "=" or are empty', () => {
    expect(parse('make', '--app', '--master').options).toEqual({ app: '--master' })
    expect(parse('make', '--app=', 'x')).toMatchObject({ options: { app: '' }, words: ['x'] })
    expect(parse('make', '--app=a=b').options).toEqual({ app: 'a=b' })
  })

  it('short flags with an attached value', () => {
    for (const words of [['-c', 'FILE'], ['-cFILE'], ['-c=FILE'], ['--config', 'FILE'], ['--config=FILE']]) {
      expect(parse(...words, 'make').globals).toEqual({ config: 'FILE' })
      expect(parse('make', ...words).globals).toEqual({ config: 'FILE' })
    }
    expect(parse('make', '-dcFILE')).toMatchObject({ options: { drop: true }, globals: { config: 'FILE' } })
  })

  it('words after "--", and a single dash, as arguments', () => {
    expect(parse('make', '--', '--master', '--').words).toEqual(['--master', '--'])
    expect(parse('make', 'Cozy', '-').words).toEqual(['Cozy', '-'])
    expect(parse('--host', 'h', 'make', '--', '-x')).toMatchObject({ globals: { host: 'h' }, words: ['-x'] })
  })

  it('aliases and nested commands', () => {
    expect(parse('mk', '--master').options).toEqual({ master: true })
    expect(parse('outer', '--port', '0x10', 'inner', '--short', 'x')).toMatchObject({
      options: { short: true },
      globals: { port: 16 },
      words: ['x'],
    })
  })

  it('the help flag of a command, and an empty command line as --help', () => {
    expect(normalizeArgv(program, ['make', '-h'])).toContain('--help')
    expect(normalizeArgv(program, ['make', '--help=false'])).not.toContain('--help')
    expect(normalizeArgv(program, [])).toEqual(['--help'])
  })
})

describe('refuses', () => {
  it.each([
    [['make', '--nope'], 'unknown flag: --nope'],
    [['make', '--nope=1'], 'unknown flag: --nope'],
    [['make', '--short'], 'unknown flag: --short'],
    [['make', '--help', '--nope'], 'unknown flag: --nope'],
    [['make', '-xyz'], "unknown shorthand flag: 'x' in -xyz"],
    [['make', '-dx'], "unknown shorthand flag: 'x' in -x"],
    [['make', '-5'], "unknown shorthand flag: '5' in -5"],
    [['make', '--app'], 'flag needs an argument: --app'],
    [['make', '--port'], 'flag needs an argument: --port'],
    [['make', '-c'], "flag needs an argument: 'c' in -c"],
    [['make', '--=x'], 'bad flag syntax: --=x'],
    [['make', '---x'], 'bad flag syntax: ---x'],
    [
      ['make', '--master=yes'],
      'invalid argument "yes" for "--master" flag: strconv.ParseBool: parsing "yes": invalid syntax',
    ],
    [['make', '-d=2'], 'invalid argument "2" for "-d, --drop" flag: strconv.ParseBool: parsing "2": invalid syntax'],
    [
      ['make', '--port', 'abc'],
      'invalid argument "abc" for "--port" flag: strconv.ParseInt: parsing "abc": invalid syntax',
    ],
  ])('%j', (words, message) => {
    expect(() => parse(...words)).toThrow(message)
  })
})

const argument = fc.string().filter((text) => !text.startsWith('-') || text === '-')
const anything = fc.string()

/** Ways to write a flag, with the option that it must set. */
const flag = fc.oneof(
  anything.map((text) => ({ words: ['--app', text], sets: { app: text } })),
  anything.map((text) => ({ words: [`--app=${text}`], sets: { app: text } })),
  fc
    .constantFrom('1', 't', 'T', 'true', 'TRUE', 'True')
    .map((text) => ({ words: [`--master=${text}`], sets: { master: true } })),
  fc
    .constantFrom('0', 'f', 'F', 'false', 'FALSE', 'False')
    .map((text) => ({ words: [`--master=${text}`], sets: { master: false } })),
  fc.constant({ words: ['--master'], sets: { master: true } }),
  fc.constant({ words: ['-d'], sets: { drop: true } }),
)

it('reads flags and arguments in any order', () => {
  const piece = fc.oneof(
    flag,
    argument.map((text) => ({ words: [text], argument: text })),
  )
  fc.assert(
    fc.property(fc.array(piece), fc.array(anything), (pieces, wordsAfterDashes) => {
      const { options, words } = parse('make', ...pieces.flatMap((each) => each.words), '--', ...wordsAfterDashes)
      expect(options).toEqual(Object.assign({}, ...pieces.map((each) => ('sets' in each ? each.sets : {}))))
      expect(words).toEqual([
        ...pieces.flatMap((each) => ('argument' in each ? [each.argument] : [])),
        ...wordsAfterDashes,
      ])
    }),
  )
})

it('normalizing normalized arguments changes nothing', () => {
  fc.assert(
    fc.property(fc.array(flag), fc.array(argument), (flags, operands) => {
      const once = normalizeArgv(program, ['make', ...flags.flatMap((each) => each.words), ...operands])
      expect(normalizeArgv(program, once)).toEqual(once)
    }),
  )
})
