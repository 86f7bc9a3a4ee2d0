import { PassThrough, Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { Prompts } from '../../src/cli/prompts.js'
import { fakeIo, type RunOptions } from './harness.js'

function createPrompts(stdin: RunOptions['stdin'] & {}, options: Partial<RunOptions> = {}) {
  const { io, stdout, stderr } = fakeIo({ cwd: '/', stdin, ...options })
  return { prompts: new Prompts(io), stdout: () => stdout.join(''), stderr: () => stderr.join('') }
}

/** A stream with the members of a terminal that `Prompts` uses. */
class Terminal extends PassThrough {
  readonly isTTY = true
  raw = false
  setRawMode(raw: boolean): void {
    this.raw = raw
  }
}

describe('a line', () => {
  it('is asked for on the standard error', async () => {
    const { prompts, stdout, stderr } = createPrompts('Yves\n')
    expect(await prompts.line('Editor name:')).toBe('Yves')
    expect(stderr()).toBe('Editor name: ')
    expect(stdout()).toBe('')
  })

  it('ends with LF, CR LF or the end of the input', async () => {
    const { prompts } = createPrompts('a\r\nb\n c \nd')
    for (const expected of ['a', 'b', ' c ', 'd']) expect(await prompts.line('?')).toBe(expected)
    await expect(prompts.line('?')).rejects.toThrow(/^EOF$/)
  })

  it('is no longer waited for when the program receives a stop signal', async () => {
    const { prompts } = createPrompts(new PassThrough(), {
      onStop: (listener) => {
        setImmediate(listener)
        return () => {}
      },
    })
    await expect(prompts.line('?')).rejects.toThrow(/^interrupted$/)
  })
})

it('each question reads the next line of the input, however the input is split into chunks', async () => {
  const lines = fc.array(fc.stringMatching(/^[a-zé€ ]{0,9}$/), { minLength: 1 })
  await fc.assert(
    fc.asyncProperty(lines, fc.integer({ min: 1, max: 7 }), fc.constantFrom('\n', '\r\n'), async (texts, size, end) => {
      const bytes = Buffer.from(texts.map((text) => text + end).join(''))
      const chunks: Buffer[] = []
      for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size))
      const { prompts } = createPrompts(Readable.from(chunks))
      for (const [index, text] of texts.entries()) {
        if (index % 2 === 0) expect(await prompts.line('?')).toBe(text)
        else expect((await prompts.secret('?')).toString()).toBe(text)
      }
      await expect(prompts.line('?')).rejects.toThrow('EOF')
    }),
  )
})

describe('an answer to a yes-or-no question', () => {
  it.each([
    ['y\n', true],
    ['YES\n', true],
    [' Yes \r\n', true],
    ['y', true],
    ['n\n', false],
    ['No\r\n', false],
    ['NO', false],
    [' n \n', false],
    ['\n', false],
    ['\r\n', false],
    ['nope\nno\n', false],
  ])('%j means %s', async (answer, expected) => {
    const { prompts, stderr } = createPrompts(answer)
    expect(await prompts.confirm('Sure ?')).toBe(expected)
    expect(stderr()).toBe('Sure ? [y/N] ')
    expect(await createPrompts(answer).prompts.confirmIfAnswered('Sure ?', '--yes')).toBe(expected)
  })

  it('is asked for again on the standard output while it is neither yes nor no, a limited number of times', async () => {
    const { prompts, stdout } = createPrompts('maybe\n yes\n')
    expect(await prompts.confirm('Sure ?')).toBe(true)
    expect(stdout()).toBe('Respond with "yes" or "no": ')
    const endless = Readable.from(
      (function* () {
        for (;;) yield 'maybe\n'
      })(),
    )
    await expect(createPrompts(endless).prompts.confirm('Sure ?')).rejects.toThrow(
      'Neither "yes" nor "no" was answered',
    )
  })

  it('answers only one question', async () => {
    const { prompts } = createPrompts('y\nn\ny\n')
    const answers = []
    for (let n = 0; n < 3; n++) answers.push(await prompts.confirm('Sure ?'))
    expect(answers).toEqual([true, false, true])
    await expect(prompts.confirm('Sure ?')).rejects.toThrow('EOF')
  })

  it('is optional for confirmIfAnswered when the input is an empty pipe', async () => {
    const { prompts, stderr } = createPrompts('')
    expect(await prompts.confirmIfAnswered('Sure ?', '--yes')).toBeUndefined()
    expect(stderr()).toBe('')
    await expect(createPrompts('nope\n').prompts.confirmIfAnswered('Sure ?', '--yes')).rejects.toThrow('EOF')
  })

  it('is required by confirmIfAnswered when the input is a terminal', async () => {
    const terminal = new Terminal()
    terminal.end()
    await expect(createPrompts(terminal).prompts.confirmIfAnswered('Sure ?', '--yes')).rejects.toThrow('EOF')
  })

  it('can arrive long after confirmIfAnswered has printed the question, which is printed once', async () => {
    const input = new PassThrough()
    const { prompts, stderr } = createPrompts(input)
    const answer = prompts.confirmIfAnswered('Sure ?', '--yes')
    await vi.waitFor(() => expect(stderr()).toBe('Sure ? [y/N] '), { timeout: 60_000 })
    input.write('no\n')
    expect(await answer).toBe(false)
    expect(stderr()).toBe('Sure ? [y/N] ')
  })
})

describe('a word', () => {
  it('is asked for on the standard output, and is the first word of the line', async () => {
    const { prompts, stdout, stderr } = createPrompts(' foo bar\n')
    expect(await prompts.word('Please: ')).toBe('foo')
    expect([stdout(), stderr()]).toEqual(['Please: ', ''])
  })

  it.each(['', '\n', '  \n'])('is required: the input %j is refused', async (answer) => {
    await expect(createPrompts(answer).prompts.word('?')).rejects.toThrow('2026/01/31 12:00:00 EOF')
  })
})

describe('a secret', () => {
  it('consists of the bytes as typed', async () => {
    const typed = Buffer.from(' e\u0301 \u00e9\t\x04 ')
    const { prompts, stderr } = createPrompts(Buffer.concat([typed, Buffer.from('\n')]))
    expect(await prompts.secret('Enter passphrase: ')).toEqual(typed)
    expect(stderr()).toBe('Enter passphrase: ')
  })

  it('contains no NUL bytes, and a backspace removes a whole character', async () => {
    const { prompts } = createPrompts('\b\ba\0b€\bc\x7f\x7fd\n')
    expect((await prompts.secret('?')).toString()).toBe('ad')
  })

  it('can have 512 bytes, but no more', async () => {
    const longest = 'x'.repeat(512)
    expect((await createPrompts(`${longest}\n`).prompts.secret('?')).toString()).toBe(longest)
    await expect(createPrompts(`${longest}x\n`).prompts.secret('?')).rejects.toThrow(
      'maximum byte limit (512) exceeded',
    )
  })

  it('is not returned after Ctrl-C or at the end of the input', async () => {
    await expect(createPrompts('ab\x03\n').prompts.secret('?')).rejects.toThrow(/^interrupted$/)
    await expect(createPrompts('').prompts.secret('?')).rejects.toThrow(/^EOF$/)
  })

  it('is not echoed by a terminal, which leaves raw mode afterwards', async () => {
    const terminal = new Terminal()
    const { prompts, stderr } = createPrompts(terminal)
    const answer = prompts.secret('Enter passphrase: ')
    expect(terminal.raw).toBe(true)
    terminal.write('pw\r')
    expect((await answer).toString()).toBe('pw')
    expect(terminal.raw).toBe(false)
    expect(stderr()).toBe('Enter passphrase: \n')
    const second = prompts.secret('Again: ')
    terminal.write('\x03')
    await expect(second).rejects.toThrow('interrupted')
    expect(terminal.raw).toBe(false)
    const third = prompts.secret('Again: ')
    terminal.write('\x04')
    await expect(third).rejects.toThrow('EOF')
  })
})
