const longest = 200

/** Shortens a text from a client, so that an error can repeat it. */
export function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
