const longest = 200

/** Shortens a text from a client or an archive, so that an error message can contain it. */
export function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
