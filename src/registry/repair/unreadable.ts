import type { Run } from './run.js'

/** Reports an object that can't be read, once in a run. */
export async function reportUnreadable(
  { findings }: Run,
  container: string,
  key: string,
  reason: string,
): Promise<void> {
  const subject = `${container}/${key}`
  const isKnown = findings.all.some((finding) => finding.kind === 'UNREADABLE_FILE' && finding.subject === subject)
  if (!isKnown) await findings.add('UNREADABLE_FILE', subject, `It can't be read: ${reason}`)
}

/** Reports a container whose objects can't all be listed. */
export async function reportUnreadableList({ findings }: Run, container: string, reason: string): Promise<void> {
  await findings.add('UNREADABLE_FILE', container, `Not all of its files could be listed and checked: ${reason}`)
}
