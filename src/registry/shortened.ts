const longest = 200

/** Shortens a text from a client or an archive for an error message. */
export function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
