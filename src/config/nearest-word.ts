/** The word with the smallest edit distance to a misspelled one; `undefined` when none is near enough. */
export function nearestWord(misspelled: string, words: Iterable<string>, maxDistance: number): string | undefined {
  const [nearest] = [...words]
    .map((word) => ({ word, distance: editDistance(misspelled, word) }))
    .filter(({ distance }) => distance <= Math.ceil(maxDistance))
    .sort((one, other) => one.distance - other.distance)
  return nearest?.word
}

// The Levenshtein distance: the number of characters to insert, to remove or to replace.
function editDistance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (const [row, character] of Array.from(from).entries()) {
    const current = [row + 1]
    for (let column = 1; column <= to.length; column++) {
      const replaced = (above[column - 1] ?? 0) + (character === to[column - 1] ? 0 : 1)
      current.push(Math.min(replaced, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1))
    }
    above = current
  }
  return above[to.length] ?? 0
}
