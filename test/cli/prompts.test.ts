import { PassThrough, Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { Prompts } from '../../src/cli/prompts.js'
import { fakeIo, type Setting } from './harness.js'

function asking(stdin: Setting['stdin'] & {}, more: Partial<Setting> = {}) {
  const { io, stdout, stderr } = fakeIo({ cwd: '/', stdin, ...more })
  return { prompts: new Prompts(io), stdout: () => stdout.join(''), stderr: () => stderr.join('') }
}

/** A stream that behaves as a terminal in raw mode, as far as the prompts can tell. */
class Terminal extends PassThrough {
  readonly isTTY = true
  raw = false
  setRawMode(raw: boolean): void {
    this.raw = raw
  }
}

describe('a line', () => {
  it('is asked for on the standard error', async () => {
    const { prompts, stdout, stderr } = asking('Yves\n')
    expect(await prompts.line('Editor name:')).toBe('Yves')
    expect(stderr()).toBe('Editor name: ')
    expect(stdout()).toBe('')
  })

  it('ends with LF, CR LF or the input', async () => {
    const { prompts } = asking('a\r\nb\n c \nd')
    for (const expected of ['a', 'b', ' c ', 'd']) expect(await prompts.line('?')).toBe(expected)
    await expect(prompts.line('?')).rejects.toThrow(/^EOF$/)
  })

  it('is abandoned when the program is asked to stop', async () => {
    const { prompts } = asking(new PassThrough(), {
      onStop: (listener) => {
        setImmediate(listener)
        return () => {}
      },
    })
    await expect(prompts.line('?')).rejects.toThrow(/^interrupted$/)
  })
})

it('all questions of a run share one input, however it is cut into chunks', async () => {
  const lines = fc.array(fc.stringMatching(/^[a-zé€ ]{0,9}$/), { minLength: 1 })
  await fc.assert(
    fc.asyncProperty(lines, fc.integer({ min: 1, max: 7 }), fc.constantFrom('\n', '\r\n'), async (texts, size, end) => {
      const bytes = Buffer.from(texts.map((text) => text + end).join(''))
      const chunks: Buffer[] = []
      for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size))
      const { prompts } = asking(Readable.from(chunks))
      for (const [index, text] of texts.entries()) {
        if (index % 2 === 0) expect(await prompts.line('?')).toBe(text)
        else expect((await prompts.secret('?')).toString()).toBe(text)
      }
      await expect(prompts.line('?')).rejects.toThrow('EOF')
    }),
  )
})

describe('yes or no', () => {
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
  ])('%j is %s, with no as the default', async (answer, expected) => {
    const { prompts, stderr } = asking(answer)
    expect(await prompts.confirm('Sure ?')).toBe(expected)
    expect(stderr()).toBe('Sure ? [y/N] ')
    expect(await asking(answer).prompts.confirmIfAnswered('Sure ?', '--yes')).toBe(expected)
  })

  it('is asked again on the standard output, a few times', async () => {
    const { prompts, stdout } = asking('maybe\n yes\n')
    expect(await prompts.confirm('Sure ?')).toBe(true)
    expect(stdout()).toBe('Respond with "yes" or "no": ')
    const endless = Readable.from(
      (function* () {
        for (;;) yield 'maybe\n'
      })(),
    )
    await expect(asking(endless).prompts.confirm('Sure ?')).rejects.toThrow('Neither "yes" nor "no" was answered')
  })

  it('is answered once for each question', async () => {
    const { prompts } = asking('y\nn\ny\n')
    const answers = []
    for (let n = 0; n < 3; n++) answers.push(await prompts.confirm('Sure ?'))
    expect(answers).toEqual([true, false, true])
    await expect(prompts.confirm('Sure ?')).rejects.toThrow('EOF')
  })

  it('may be left unanswered by a script, which then sees no question', async () => {
    const { prompts, stderr } = asking('')
    expect(await prompts.confirmIfAnswered('Sure ?', '--yes')).toBeUndefined()
    expect(stderr()).toBe('')
    await expect(asking('nope\n').prompts.confirmIfAnswered('Sure ?', '--yes')).rejects.toThrow('EOF')
  })

  it('is never left unanswered at a terminal', async () => {
    const terminal = new Terminal()
    terminal.end()
    await expect(asking(terminal).prompts.confirmIfAnswered('Sure ?', '--yes')).rejects.toThrow('EOF')
  })

  it('shows its question while it waits for an answer', async () => {
    const input = new PassThrough()
    const { prompts, stderr } = asking(input)
    const answer = prompts.confirmIfAnswered('Sure ?', '--yes')
    await vi.waitFor(() => expect(stderr()).toBe('Sure ? [y/N] '), { timeout: 60_000 })
    input.write('no\n')
    expect(await answer).toBe(false)
    expect(stderr()).toBe('Sure ? [y/N] ')
  })
})

describe('a word', () => {
  it('is asked for on the standard output', async () => {
    const { prompts, stdout, stderr } = asking(' foo bar\n')
    expect(await prompts.word('Please: ')).toBe('foo')
    expect([stdout(), stderr()]).toEqual(['Please: ', ''])
  })

  it.each(['', '\n', '  \n'])('may not be missing: %j', async (answer) => {
    await expect(asking(answer).prompts.word('?')).rejects.toThrow('2026/01/31 12:00:00 EOF')
  })
})

describe('a secret', () => {
  it('is the bytes as typed', async () => {
    const typed = Buffer.from(' e\u0301 \u00e9\t\x04 ')
    const { prompts, stderr } = asking(Buffer.concat([typed, Buffer.from('\n')]))
    expect(await prompts.secret('Enter passphrase: ')).toEqual(typed)
    expect(stderr()).toBe('Enter passphrase: ')
  })

  it('loses NUL bytes and what a backspace removes, a whole character at a time', async () => {
    const { prompts } = asking('\b\ba\0b€\bc\x7f\x7fd\n')
    expect((await prompts.secret('?')).toString()).toBe('ad')
  })

  it('may have 512 bytes and no more', async () => {
    const longest = 'x'.repeat(512)
    expect((await asking(`${longest}\n`).prompts.secret('?')).toString()).toBe(longest)
    await expect(asking(`${longest}x\n`).prompts.secret('?')).rejects.toThrow('maximum byte limit (512) exceeded')
  })

  it('is interrupted by Ctrl-C, and missing at the end of the input', async () => {
    await expect(asking('ab\x03\n').prompts.secret('?')).rejects.toThrow(/^interrupted$/)
    await expect(asking('').prompts.secret('?')).rejects.toThrow(/^EOF$/)
  })

  it('is not echoed by a terminal, which is left as it was', async () => {
    const terminal = new Terminal()
    const { prompts, stderr } = asking(terminal)
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
