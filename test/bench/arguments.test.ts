import { expect, it } from 'vitest'
import { readArguments } from '../../bench/performance/arguments.js'

it('measures 300 applications with embedded engines by default', () => {
  expect(readArguments([])).toMatchObject({
    apps: [300],
    engines: { couchdb: false, s3: false },
    against: undefined,
    isQuick: false,
  })
})

it('reads several sizes, servers, and another registry with its processes', () => {
  const args = ['--apps', '300,3000', '--engines', 'couchdb+s3', '--against', 'http://other', '--against-pids', '1,2']
  expect(readArguments(args)).toMatchObject({
    apps: [300, 3000],
    engines: { couchdb: true, s3: true },
    against: { url: 'http://other', pids: [1, 2] },
  })
})

it.each([
  [['--apps', 'many'], '--apps has "many": give numbers with commas between them'],
  [['--apps', '10'], '--apps 10 is too small: give at least 100'],
  [['--engines', 'swift'], '--engines has "swift": give embedded, couchdb, s3 or couchdb+s3'],
  [['--against-pids', '1,-2'], '--against-pids has "-2": give numbers with commas between them'],
])('refuses %j', (args, message) => {
  expect(() => readArguments(args)).toThrow(message)
})
