import type { ScoreOf } from '../search/text-index.js'
import type { SortedApp } from './sorted-apps.js'

/**
 * The applications with a positive score, the best first. Applications with equal scores stay in their order. Takes linear time:
 * a search can match all applications.
 */
export function rankByScore(apps: readonly SortedApp[], scoreOf: ScoreOf): SortedApp[] {
  const byScore = new Map<number, SortedApp[]>()
  for (const { app } of apps) {
    const score = scoreOf(app.record.slug)
    if (score === 0) continue
    const equal = byScore.get(score) ?? []
    byScore.set(score, equal)
    equal.push({ app, key: [-score, app.record.slug] })
  }
  return [...byScore].sort(([a], [b]) => b - a).flatMap(([, equal]) => equal)
}
