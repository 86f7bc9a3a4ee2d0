import { shortened } from '../registry/shortened.js'
import { InstalledAppError } from './errors.js'

/** The place that an application is installed from. */
export type Source = RegistrySource | HttpSource

/** An application in a registry. */
export interface RegistrySource {
  kind: 'registry'
  /** The source as it was given. */
  text: string
  /** Empty if the source names no application. Then no version is found. */
  slug: string
  /** The channel whose latest version is wanted. */
  channel: string
  /** The number of a version, if the source is pinned to it. */
  version?: string
}

/** An archive at a URL. */
export interface HttpSource {
  kind: 'http'
  /** The source as it was given. */
  text: string
  /** Without a fragment. */
  url: string
  /** The announced SHA-256 of the archive. */
  sha256?: string
}

/** The default source of an application. */
export function defaultSource(slug: string): string {
  return `registry://${slug}/stable`
}

const maxLength = 2048

/**
 * Parses a source: `registry://SLUG[/CHANNEL[/VERSION]]`, `registry://SLUG/VERSION`, or the URL of a tar archive.
 * @throws InstalledAppError INVALID_SOURCE
 */
export function parseSource(text: string): Source {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(text) ?? []
  if (text.length > maxLength) {
    throw new InstalledAppError('INVALID_SOURCE', {
      message: `The source has ${String(text.length)} characters: give ${String(maxLength)} at most`,
    })
  }
  if (isRegistrySource(text)) return registrySource(text, rest)
  if (/^https?$/i.test(scheme) && URL.canParse(text)) return httpSource(text)
  throw new InstalledAppError('INVALID_SOURCE', {
    detail: `"${shortened(text)}" is no source: give registry://SLUG/CHANNEL, or the http or https address of an archive`,
  })
}

/** Whether a source has the scheme `registry`. */
export function isRegistrySource(text: string): boolean {
  return /^registry:\/\//i.test(text)
}

function registrySource(text: string, rest: string): RegistrySource {
  const [slug = '', first, second] = rest.split('/')
  const source = { kind: 'registry', text, slug } as const
  if (first === undefined) return { ...source, channel: 'stable' }
  // Automatic updates of a pinned source look for a stable version.
  if (/^\d/.test(first)) return { ...source, channel: 'stable', version: first }
  if (second === undefined || second === 'latest') return { ...source, channel: first }
  return { ...source, channel: first, version: second }
}

function httpSource(text: string): HttpSource {
  const url = new URL(text)
  const sha256 = url.hash.slice(1).toLowerCase()
  url.hash = ''
  return { kind: 'http', text, url: url.href, ...(sha256 !== '' && { sha256 }) }
}
