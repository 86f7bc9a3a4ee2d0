const longest = 200

/** A text that a client sent, short enough to be repeated in an error. */
export function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
