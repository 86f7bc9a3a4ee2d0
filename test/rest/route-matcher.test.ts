import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allowedMethods, RouteMatcher } from '../../src/rest/route-matcher.js'
import { joinSegments, rawSegmentsOf } from '../../src/rest/routing.js'

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

/** The path of the matching route, and its parameters. */
function matchOf(path: string, method = 'GET', routeMatcher = matcher) {
  const match = routeMatcher.find(method, joinSegments(rawSegmentsOf(path)))
  return match && [match.route.path, match.params]
}

describe('routes', () => {
  it.each([
    ['/notes', '/:app', { app: 'notes' }],
    ['/notes/1.0.0', '/:app/:version', { app: 'notes', version: '1.0.0' }],
    // A literal segment has precedence over a parameter, in any order of declaration.
    ['/slugs', '/slugs', {}],
    ['/notes/icon', '/:app/icon', { app: 'notes' }],
    ['/notes/Icon', '/:app/:version', { app: 'notes', version: 'Icon' }],
    // A percent-encoded literal segment has precedence, too.
    ['/%73lugs', '/slugs', {}],
    ['/notes/%69con', '/:app/icon', { app: 'notes' }],
    // A parameter is decoded once. The decoded text may contain a slash.
    ['/a%2Fb', '/:app', { app: 'a/b' }],
    ['/a%252Fb', '/:app', { app: 'a%2Fb' }],
    ['/a+b', '/:app', { app: 'a+b' }],
    ['/%E9', '/:app', { app: '%E9' }],
    // A parameter may be empty when it is not the last segment.
    ['//1.0.0', '/:app/:version', { app: '', version: '1.0.0' }],
    ['//screenshots/a', '/:app/screenshots/*path', { app: '', path: 'a' }],
    // A wildcard keeps its slashes. An encoded slash stays encoded.
    ['/notes/screenshots/x/%79%20/z', '/:app/screenshots/*path', { app: 'notes', path: 'x/y /z' }],
    ['/notes/screenshots/x%2Fy/z', '/:app/screenshots/*path', { app: 'notes', path: 'x%2Fy/z' }],
    ['/notes/screenshots//z', '/:app/screenshots/*path', { app: 'notes', path: '/z' }],
  ])('match by path: %s matches %s', (path, route, params) => {
    expect(matchOf(path)).toEqual([route, params])
  })

  it('match the same paths in any order of declaration', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...routes], { minLength: routes.length }), (shuffled) => {
        const shuffledMatcher = new RouteMatcher(shuffled)
        for (const path of ['/notes', '/slugs', '/notes/icon', '/notes/1.0.0', '/notes/screenshots/a']) {
          expect(matchOf(path, 'GET', shuffledMatcher)).toEqual(matchOf(path))
        }
      }),
    )
  })

  it.each(['/notes/', '/notes/screenshots/', '/', '/notes/1.0.0/more', '/slugs/'])('do not match %s', (path) => {
    expect(matchOf(path)).toBeUndefined()
  })

  it('may have an empty path', () => {
    expect(matcher.find('GET', joinSegments([]))?.route.path).toBe('/')
  })

  it('match by method', () => {
    expect(matchOf('/slugs', 'HEAD')).toEqual(['/slugs', {}])
    expect(matcher.findRoute('POST', '/slugs')).toBe(routes[5])
    expect(matcher.findRoute('PUT', '/slugs')).toBeUndefined()
  })

  it('are listed for a path from the most specific to the least specific', () => {
    expect(allowedMethods(matcher.routesAt('/notes/1.0.0'))).toEqual(['DELETE', 'GET', 'HEAD'])
    expect(matcher.routesAt('/notes/icon').map(({ path }) => path)).toEqual([
      '/:app/icon',
      '/:app/:version',
      '/:app/:version',
    ])
  })
})
