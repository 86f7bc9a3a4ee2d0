import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allowedMethods, RouteMatcher } from '../../src/rest/route-matcher.js'
import { joinSegments, rawSegmentsOf } from '../../src/rest/target.js'

const routes = [
  { method: 'GET', path: '/:app/:version' },
  { method: 'DELETE', path: '/:app/:version' },
  { method: 'GET', path: '/:app/screenshots/*path' },
  { method: 'GET', path: '/:app' },
  { method: 'GET', path: '/:app/icon' },
  { method: 'POST', path: '/slugs' },
  { method: 'GET', path: '/slugs' },
  { method: 'GET', path: '/' },
] as const

const matcher = new RouteMatcher(routes)

function found(path: string, method = 'GET', among = matcher) {
  const match = among.find(method, joinSegments(rawSegmentsOf(path)))
  return match && [match.route.path, match.params]
}

describe('routes', () => {
  it.each([
    ['/notes', '/:app', { app: 'notes' }],
    ['/notes/1.0.0', '/:app/:version', { app: 'notes', version: '1.0.0' }],
    // A literal segment wins, whatever was declared first.
    ['/slugs', '/slugs', {}],
    ['/notes/icon', '/:app/icon', { app: 'notes' }],
    ['/notes/Icon', '/:app/:version', { app: 'notes', version: 'Icon' }],
    // However it is written.
    ['/%73lugs', '/slugs', {}],
    ['/notes/%69con', '/:app/icon', { app: 'notes' }],
    // A parameter is decoded once, and may hold a slash.
    ['/a%2Fb', '/:app', { app: 'a/b' }],
    ['/a%252Fb', '/:app', { app: 'a%2Fb' }],
    ['/a+b', '/:app', { app: 'a+b' }],
    ['/%E9', '/:app', { app: '%E9' }],
    // It may be empty, but for the last.
    ['//1.0.0', '/:app/:version', { app: '', version: '1.0.0' }],
    ['//screenshots/a', '/:app/screenshots/*path', { app: '', path: 'a' }],
    // A rest keeps its slashes, and an escaped one stays escaped.
    ['/notes/screenshots/x/%79%20/z', '/:app/screenshots/*path', { app: 'notes', path: 'x/y /z' }],
    ['/notes/screenshots/x%2Fy/z', '/:app/screenshots/*path', { app: 'notes', path: 'x%2Fy/z' }],
    ['/notes/screenshots//z', '/:app/screenshots/*path', { app: 'notes', path: '/z' }],
  ])('%s is %s', (path, route, params) => {
    expect(found(path)).toEqual([route, params])
  })

  it('are found in any order of their declaration', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...routes], { minLength: routes.length }), (shuffled) => {
        const among = new RouteMatcher(shuffled)
        for (const path of ['/notes', '/slugs', '/notes/icon', '/notes/1.0.0', '/notes/screenshots/a']) {
          expect(found(path, 'GET', among)).toEqual(found(path))
        }
      }),
    )
  })

  it.each(['/notes/', '/notes/screenshots/', '/', '/notes/1.0.0/more', '/slugs/'])('%s does not match', (path) => {
    expect(found(path)).toBeUndefined()
  })

  it('may have no segment', () => {
    expect(matcher.find('GET', joinSegments([]))?.route.path).toBe('/')
  })

  it('are found by method, and HEAD is that of GET', () => {
    expect(found('/slugs', 'HEAD')).toEqual(['/slugs', {}])
    expect(matcher.findRoute('POST', '/slugs')).toBe(routes[5])
    expect(matcher.findRoute('PUT', '/slugs')).toBeUndefined()
  })

  it('list the methods of a path, the closest first', () => {
    expect(allowedMethods(matcher.routesAt('/notes/1.0.0'))).toEqual(['DELETE', 'GET', 'HEAD'])
    expect(matcher.routesAt('/notes/icon').map(({ path }) => path)).toEqual([
      '/:app/icon',
      '/:app/:version',
      '/:app/:version',
    ])
  })
})
