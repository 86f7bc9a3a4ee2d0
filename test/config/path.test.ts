import { describe, expect, it } from 'vitest'
import { absolutePath, expandPath } from '../../src/config/path.js'

describe('the path', () => {
  it.each([
    ['~/s.key', '/home/zoe/s.key'],
    ['~', '/home/zoe'],
    ['$HOME/s.key', '/home/zoe/s.key'],
    ['$KEYS/s.key', '/keys/s.key'],
    ['${KEYS}/s.key', '/keys/s.key'],
    ['$KEYS', '/keys'],
    ['${KEYS}', '/keys'],
    ['$5/s.key', '$5/s.key'],
    ['a$KEYS/s.key', 'a$KEYS/s.key'],
    ['s.key', 's.key'],
    ['/srv/$NAME/${NAME}/$NAME', '/srv/one/one/one'],
    ['~/$NAME', '/home/zoe/one'],
    ['/srv/$NAME-old/x${NAME}', '/srv/$NAME-old/x${NAME}'],
    ['/a/~/s.key', '/a/~/s.key'],
    ['./~/s.key', './~/s.key'],
    ['', ''],
  ])('%j is expanded to %j', (path, expanded) => {
    expect(expandPath(path, { HOME: '/home/zoe', KEYS: '/keys', NAME: 'one' })).toBe(expanded)
  })

  it.each([
    ['$NOWHERE/s.key', 'NOWHERE'],
    ['${NOWHERE}', 'NOWHERE'],
    ['$HOMES/s.key', 'HOMES'],
    ['$EMPTY/s.key', 'EMPTY'],
    ['~/s.key', 'HOME'],
    ['/srv/$NOWHERE', 'NOWHERE'],
  ])('%j is refused when the variable %s is unset or empty', (path, name) => {
    expect(() => expandPath(path, { EMPTY: '' })).toThrow(`"${path}" needs the environment variable ${name}`)
  })

  it.each([
    '~zoe',
    '~zoe/s.key',
    '~+',
    '$KEYS.key',
    '$KEYS-old/s.key',
    '${KEYS}x',
    '${KEYS',
    '${KEYS:-/keys}/x',
    '${}/x',
  ])("%j is refused, because it can't be expanded", (path) => {
    const expand = () => expandPath(path, { HOME: '/home/zoe', KEYS: '/keys' })
    expect(expand).toThrow(`The path "${path}" can't be expanded`)
  })

  it('is expanded, and then resolved from the working directory', () => {
    const context = { cwd: '/srv', env: { HOME: '/home/zoe' } }
    expect(absolutePath('data', context)).toBe('/srv/data')
    expect(absolutePath('~/data', context)).toBe('/home/zoe/data')
  })
})
