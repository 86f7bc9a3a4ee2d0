const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+"
const parameter = String.raw`;[ \t]*(${token})[ \t]*=[ \t]*(?:${token}|"(?:[^"\\]|\\.)*")[ \t]*`
// A final semicolon without a parameter is common.
const syntax = new RegExp(String.raw`^(${token}/${token})[ \t]*(?:${parameter})*;?$`)
const parameters = new RegExp(parameter, 'g')

const allowedTypes = new Set([
  'application/json',
  'application/vnd.api+json',
  'application/sparql-results+json',
  'application/xml',
  'text/xml',
  'text/plain',
])

/**
 * The media type of an answer, in lower case and without parameters. `undefined` for an invalid header, and for several
 * headers, because clients disagree on which of them is valid.
 * @param values the values of all `Content-Type` headers
 */
export function mediaTypeOf(values: readonly string[]): string | undefined {
  const [text = '', ...others] = values
  const [, mediaType] = syntax.exec(text) ?? []
  if (others.length > 0 || mediaType === undefined) return undefined
  const names = Array.from(text.matchAll(parameters), ([, name = '']) => name.toLowerCase())
  return new Set(names).size === names.length ? mediaType.toLowerCase() : undefined
}

/** Whether applications may get answers of this media type: JSON, XML, plain text, images, sounds and videos. */
export function isAllowedType(mediaType: string): boolean {
  return allowedTypes.has(mediaType) || /^(?:image|audio|video)\//.test(mediaType)
}
