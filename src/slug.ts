/** The form of a slug, for messages. */
export const slugRule = 'a slug (lower-case letters, digits and dashes)'

/** Whether a text can be the slug of an application. */
export function isSlug(text: string): boolean {
  return /^[a-z0-9-]+$/.test(text)
}
