import { describe, expect, it } from 'vitest'
import { defaultSource, parseSource } from '../../src/installed-apps/source.js'

describe('a source', () => {
  it.each([
    ['registry://garden', { channel: 'stable' }],
    ['registry://garden/beta', { channel: 'beta' }],
    ['registry://garden/beta/latest', { channel: 'beta' }],
    ['registry://garden/1.2.0', { channel: 'stable', version: '1.2.0' }],
    // A text that begins with a digit is a version, even if no registry has a version of this form.
    ['registry://garden/1.2.0-beta', { channel: 'stable', version: '1.2.0-beta' }],
    ['registry://garden/dev/1.2.0', { channel: 'dev', version: '1.2.0' }],
    // The registry has no channel with an empty name.
    ['registry://garden/', { channel: '' }],
    ['REGISTRY://garden', { channel: 'stable' }],
  ])('%s names an application of a registry', (text, expected) => {
    expect(parseSource(text)).toEqual({ kind: 'registry', text, slug: 'garden', ...expected })
  })

  it.each([
    ['http://a.example/x.tar.gz', { url: 'http://a.example/x.tar.gz' }],
    ['https://a.example/x.tgz?y=1#AB12', { url: 'https://a.example/x.tgz?y=1', sha256: 'ab12' }],
  ])('%s is the address of an archive', (text, expected) => {
    expect(parseSource(text)).toEqual({ kind: 'http', text, ...expected })
  })

  it.each([
    '',
    'garden',
    'registry:garden',
    'git://a.example/x.git',
    'git+https://a.example/x.git#branch',
    'git+ssh://a.example/x.git',
    'ssh+git://a.example/x.git',
    'file:///srv/garden',
    'ftp://a.example/x.tar.gz',
    'http://',
  ])('%j is refused', (text) => {
    expect(() => parseSource(text)).toThrow('Invalid or not supported source scheme')
  })

  it('is refused with the limit when it is too long', () => {
    expect(() => parseSource(`registry://${'a'.repeat(3000)}`)).toThrow(
      'The source has 3011 characters: give 2048 at most',
    )
  })

  it('is the stable channel by default', () => {
    expect(defaultSource('garden')).toBe('registry://garden/stable')
  })
})
