import type { Problems } from './error.js'
import { checkMatchable } from './links.js'
import type { Settings } from './settings.js'

/** Adds warnings about the public URL, and about the origins of CORS. */
export function checkAddresses({ publicUrl, cors }: Pick<Settings, 'publicUrl' | 'cors'>, warnings: Problems): void {
  if (publicUrl !== undefined && new URL(publicUrl).pathname.endsWith('/registry'))
    warnings.add(
      `public_url: "${publicUrl}" ends with "/registry", which the URLs of archives contain anyway: they would begin with "${publicUrl}/registry/". Leave it out, and the name of a space before it, too`,
      'public_url',
    )
  const expected = 'an origin as browsers send it: scheme and host'
  checkMatchable({ key: 'cors.origins', values: cors.origins, isValid: isOrigin, expected }, warnings)
}

function isOrigin(text: string): boolean {
  if (text === '*' || text === 'null') return true
  if (text.includes('*') || !URL.canParse(text)) return false
  const { origin } = new URL(text)
  // For unknown schemes such as `capacitor:`, `URL` returns the origin `null`. So their form is checked in the text.
  return origin === 'null' ? /^[^:]+:\/\/[^/]+$/.test(text) : origin === text
}
