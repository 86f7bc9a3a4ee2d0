import { describe, expect, it } from 'vitest'
import { decodeBase64 } from '../../../src/registry/tokens/base64.js'
import { editorKey } from '../../../src/registry/tokens/editor-keys.js'
import { parseAuthorization } from '../../../src/registry/tokens/header.js'
import {
  mintEditorToken,
  mintMasterToken,
  verifyEditorToken,
  verifyGenuine,
  verifyMasterToken,
  type TokenEditor,
} from '../../../src/registry/tokens/token.js'
import vectors from '../../vectors/tokens.json' with { type: 'json' }

const secret = Buffer.from(vectors.master_secret_hex, 'hex')

const editors = new Map<string, TokenEditor>(
  vectors.editors.map(({ doc }) => [
    doc.name,
    {
      name: doc.name,
      sessionSalt: Buffer.from(doc.session_secret_salt, 'base64'),
      masterSalt: Buffer.from(doc.master_secret_salt, 'base64'),
      revocationCounters: new Map(Object.entries(doc.revocation_counters ?? {})),
    },
  ]),
)

function editorOf(name: string): TokenEditor {
  const editor = editors.get(name)
  if (!editor) throw new Error(`the vectors have no editor ${name}`)
  return editor
}

describe('tokens of the test vectors', () => {
  it.each(vectors.editors)(
    'of the editor $doc.name are sealed with the derived keys in the vector',
    ({ doc, editor_key_hex, master_key_hex }) => {
      const { name, sessionSalt, masterSalt } = editorOf(doc.name)
      expect(editorKey(secret, name, sessionSalt).toString('hex')).toBe(editor_key_hex)
      expect(editorKey(secret, name, masterSalt).toString('hex')).toBe(master_key_hex)
    },
  )

  it.each(vectors.mint)('have the bytes of the vector: $id', ({ kind, editor, app, expires_unix, token_base64 }) => {
    const expiry = BigInt(expires_unix)
    const token =
      kind === 'master'
        ? mintMasterToken(secret, editorOf(editor), expiry)
        : mintEditorToken(secret, editorOf(editor), app ?? undefined, expiry)
    expect(token.toString('base64')).toBe(token_base64)
  })

  it.each(vectors.verify)(
    'are accepted or refused as in the vector: $id',
    ({ kind, editor, app, now_unix_ms, token_base64, expect: isValid, outer_ok }) => {
      const token = decodeBase64(token_base64)
      if (!token) throw new Error('the vector is no base64')
      const result =
        kind === 'master'
          ? verifyMasterToken(secret, editorOf(editor), token, now_unix_ms)
          : verifyEditorToken(secret, editorOf(editor), token, app ?? undefined, now_unix_ms)
      expect(typeof result === 'object').toBe(isValid)
      expect(typeof verifyGenuine(secret, token, now_unix_ms) === 'object').toBe(outer_ok)
      if (outer_ok) expect(result).not.toBe('forged')
    },
  )

  it.each(vectors.header)(
    'are read from the Authorization header as in the vector: $authorization',
    ({ authorization, decodes, error }) => {
      const result = parseAuthorization(authorization)
      if (decodes) expect(result).toBeInstanceOf(Buffer)
      else expect(result).toMatchObject({ code: 'UNAUTHORIZED', message: error })
    },
  )

  it.each([undefined, 'Token '])('are missing in the Authorization header %j', (header) => {
    const message = 'Missing prefix from authorization header'
    expect(parseAuthorization(header)).toMatchObject({ code: 'UNAUTHORIZED', message })
  })

  it('are checked for their length before their characters', () => {
    expect(parseAuthorization(`Token ${'-'.repeat(1025)}`)).toMatchObject({ message: 'Token is too long' })
    expect(parseAuthorization(`Token ${'A'.repeat(1024)}`)).toBeInstanceOf(Buffer)
  })

  it.each(vectors.base64)('are decoded from base64 as in the vector: $text', ({ text, bytes_hex }) => {
    expect(decodeBase64(text)?.toString('hex') ?? null).toBe(bytes_hex)
  })
})
