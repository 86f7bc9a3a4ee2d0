/** A parsed JSON value (RFC 8259). */
export type Json = string | number | boolean | null | Json[] | JsonObject

/** A JSON object. A member with the value `undefined` counts as absent. */
export interface JsonObject {
  [member: string]: Json | undefined
}

/** Whether a JSON value is an object: neither an array nor `null`. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Parses JSON text; `undefined` if the text is invalid. */
export function jsonOf(text: string): Json | undefined {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

/**
 * Parses JSON text.
 * @throws SyntaxError if the text is not one JSON value
 */
export function parseJson(text: string): Json {
  const value: Json = JSON.parse(text)
  return value
}
