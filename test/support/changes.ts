import { z } from 'zod'

const lineShape = z.looseObject({
  operation: z.string(),
  on: z.record(z.string(), z.unknown()),
  by: z.record(z.string(), z.unknown()),
  from: z.string(),
  outcome: z.string(),
  code: z.string().optional(),
  reason: z.string().optional(),
})

/** A line of the audit log: a change that was made, refused or failed. */
export type LoggedChange = z.infer<typeof lineShape>

/** Selects the lines of the audit log from all lines of a log. */
export function changesIn(lines: readonly string[]): LoggedChange[] {
  return lines
    .map((text): unknown => JSON.parse(text))
    .filter((parsed) => z.object({ msg: z.literal('a change') }).safeParse(parsed).success)
    .map((parsed) => lineShape.parse(parsed))
}
