import { Input } from './input.js'
import type { Io } from './io.js'
import { PlainError } from './errors.js'

const interrupt = 0x03
const endOfTransmission = 0x04
const maxSecretBytes = 512
const maxConfirmAttempts = 3
const questionDelayMs = 1000

/**
 * Asks the user questions. A run of the program has only one `Prompts`: it reads piped answers one after the other. The parameter
 * `alternative` says how to run the command without a question, such as `give --yes`. If there is neither a terminal nor input,
 * the error contains this advice.
 */
export class Prompts {
  readonly #io: Io
  readonly #input: Input

  constructor(io: Io) {
    this.#io = io
    this.#input = new Input(io.stdin)
  }

  /** Whether the standard input is a terminal. */
  get onTerminal(): boolean {
    return this.#io.stdin.isTTY === true
  }

  /**
   * Asks for a line of text.
   * @throws PlainError `EOF` at the end of the input, `interrupted` at a signal
   */
  async line(question: string, alternative?: string): Promise<string> {
    this.#io.stderr.write(`${question} `)
    return this.#line(alternative)
  }

  /**
   * Asks for yes or no. An empty answer means no.
   * @throws PlainError as `line`, or after three answers that are neither yes nor no
   */
  async confirm(question: string, alternative?: string): Promise<boolean> {
    this.#ask(question)
    return this.#parseOrAskAgain(await this.#line(alternative), alternative)
  }

  /**
   * Like `confirm`, but returns `undefined` if the input of a script ends without an answer. Scripts may compare the output. So
   * without a terminal, the question is printed only when an answer arrives, or after one second.
   */
  async confirmIfAnswered(question: string, alternative: string): Promise<boolean | undefined> {
    if (this.onTerminal) return this.confirm(question, alternative)
    const show = once(() => this.#ask(question))
    const waiting = setTimeout(show, questionDelayMs)
    try {
      const line = await this.#nextLine()
      if (line === undefined) return undefined
      show()
      return await this.#parseOrAskAgain(line, alternative)
    } finally {
      clearTimeout(waiting)
    }
  }

  /**
   * Asks for a word that confirms a dangerous change. The question is printed on the standard output.
   * @throws PlainError if there is no word; its message is the local time and `EOF`, in the format of Go's log
   */
  async word(question: string, alternative?: string): Promise<string> {
    this.#io.stdout.write(question)
    const line = (await this.#input.line())?.toString()
    const word = line?.trim().split(/\s+/)[0]
    if (!word) throw this.#endOfInput(`${localTime(this.#io.now())} EOF`, alternative)
    return word
  }

  /**
   * Asks for a secret without echoing it. Returns the bytes as typed: nothing is trimmed or normalized.
   * @throws PlainError as `line`; Error for an answer of more than 512 bytes
   */
  async secret(question: string, alternative?: string): Promise<Buffer> {
    const { stdin, stderr } = this.#io
    stderr.write(question)
    if (!this.onTerminal) return this.#untilStopped(this.#secret(alternative))
    stdin.setRawMode?.(true)
    try {
      return await this.#untilStopped(this.#secret(alternative))
    } finally {
      stdin.setRawMode?.(false)
      stderr.write('\n')
    }
  }

  /** The rest of the input, at most `limit` bytes. */
  async rest(limit: number): Promise<Buffer> {
    return this.#untilStopped(this.#input.rest(limit))
  }

  async #line(alternative: string | undefined): Promise<string> {
    const line = await this.#nextLine()
    if (line === undefined) throw this.#endOfInput('EOF', alternative)
    return line
  }

  async #nextLine(): Promise<string | undefined> {
    return (await this.#untilStopped(this.#input.line()))?.toString()
  }

  #ask(question: string): void {
    this.#io.stderr.write(`${question} [y/N] `)
  }

  async #parseOrAskAgain(answer: string, alternative: string | undefined): Promise<boolean> {
    let isYes = parseAnswer(answer)
    for (let attempt = 1; isYes === undefined && attempt < maxConfirmAttempts; attempt++) {
      this.#io.stdout.write('Respond with "yes" or "no": ')
      isYes = parseAnswer(await this.#line(alternative))
    }
    if (isYes === undefined) throw new PlainError('Neither "yes" nor "no" was answered: nothing was changed.')
    return isYes
  }

  #endOfInput(text: string, alternative: string | undefined): PlainError {
    const hasNoInput = !this.onTerminal && this.#input.isUnread
    return new PlainError(
      hasNoInput && alternative ? `${text}\nThere is no terminal to answer on: ${alternative}` : text,
    )
  }

  async #secret(alternative: string | undefined): Promise<Buffer> {
    const typed: number[] = []
    for (let read = 0; ; read++) {
      const byte = await this.#input.byte()
      if (byte === 0x0a) break
      if (byte === 0x0d) {
        this.#input.skipLineFeed()
        break
      }
      if (byte === undefined && read > 0) break
      if (byte === undefined || (byte === endOfTransmission && this.onTerminal && typed.length === 0)) {
        throw this.#endOfInput('EOF', alternative)
      }
      if (read === maxSecretBytes) throw new Error(`maximum byte limit (${maxSecretBytes}) exceeded`)
      if (byte === interrupt) throw new PlainError('interrupted')
      if (byte === 0x08 || byte === 0x7f) removeCharacter(typed)
      else if (byte !== 0) typed.push(byte)
    }
    return Buffer.from(typed)
  }

  async #untilStopped<T>(answer: Promise<T>): Promise<T> {
    let removeListener = (): void => {}
    const stopped = new Promise<never>((_, reject) => {
      removeListener = this.#io.onStop(() => reject(new PlainError('interrupted')))
    })
    try {
      return await Promise.race([answer, stopped])
    } finally {
      removeListener()
    }
  }
}

function once(work: () => void): () => void {
  let isDone = false
  return () => {
    if (!isDone) work()
    isDone = true
  }
}

/** Whether an answer means yes; `undefined` if it means neither yes nor no. */
function parseAnswer(answer: string): boolean | undefined {
  const word = answer.trim().toLowerCase()
  if (word === 'y' || word === 'yes') return true
  if (word === '' || word === 'n' || word === 'no') return false
  return undefined
}

/** Removes the last character of UTF-8 text. A character may have several bytes. */
function removeCharacter(bytes: number[]): void {
  while (((bytes.pop() ?? 0) & 0xc0) === 0x80);
}

/** The local time in the format of Go's log package, such as `2026/01/31 12:00:00`. */
function localTime(milliseconds: number): string {
  const date = new Date(milliseconds)
  const two = (number: number): string => String(number).padStart(2, '0')
  const day = `${date.getFullYear()}/${two(date.getMonth() + 1)}/${two(date.getDate())}`
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
}
