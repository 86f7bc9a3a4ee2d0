/** A JSON value (RFC 8259), as parsed. */
export type Json = string | number | boolean | null | Json[] | JsonObject

/** A JSON object. Its members may be absent: reading one gives `undefined` then. */
export interface JsonObject {
  [member: string]: Json | undefined
}

/** Tells a JSON object from the other JSON values; arrays and `null` are none. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value of JSON text; `undefined` when the text is none. */
export function jsonOf(text: string): Json | undefined {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

/**
 * Parses JSON text.
 * @throws SyntaxError when the text is not one JSON value
 */
export function parseJson(text: string): Json {
  const value: Json = JSON.parse(text)
  return value
}
