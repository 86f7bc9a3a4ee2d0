/**
 * The slots of applications, the one with the best score first. Applications with equal scores stay in their order. Takes linear
 * time: a search can match all applications.
 * @param scores the scores by slot
 */
export function rankByScore(slots: Uint32Array, scores: Uint16Array): Uint32Array {
  const best = slots.reduce((max, slot) => Math.max(max, scores[slot] ?? 0), 0)
  // First the number of applications with each score, then the place of the next one.
  const places = new Uint32Array(best + 1)
  for (const slot of slots) add(places, scores[slot] ?? 0, 1)
  let place = 0
  for (let score = best; score >= 0; score--) {
    const count = places[score] ?? 0
    places[score] = place
    place += count
  }
  const ranked = new Uint32Array(slots.length)
  for (const slot of slots) ranked[add(places, scores[slot] ?? 0, 1)] = slot
  return ranked
}

// Returns the value from before.
function add(values: Uint32Array, index: number, added: number): number {
  const value = values[index] ?? 0
  values[index] = value + added
  return value
}
