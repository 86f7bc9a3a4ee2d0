import { readFileSync, readlinkSync } from 'node:fs'
import { createHash } from 'node:crypto'

/** The process that created a temporary file or folder. */
export interface ProcessOwner {
  /** A hash of the boot id and the namespace of process ids (Docker container). Within one realm, process ids are unique. */
  realm: string
  pid: number
  /** The start time of the process. It distinguishes processes with the same process id. */
  start: string
}

/** Whether a process still runs. `unknown` when this process can't look it up. */
export type Liveness = 'alive' | 'gone' | 'unknown'

// The realm on systems without /proc, where processes can't be looked up.
const noRealm = 'none'

let cached: ProcessOwner | undefined

/** Describes this process as an owner of temporary files and folders. */
export function thisProcess(): ProcessOwner {
  cached ??= { realm: realmOf(), pid: process.pid, start: startOf(process.pid) ?? '0' }
  return cached
}

/** The prefix of the names of this process's temporary files and folders. A unique part must follow. */
export function ownedPrefix(): string {
  const { realm, pid, start } = thisProcess()
  return `${realm}-${pid}-${start}-`
}

/** The owner in a name that begins with `ownedPrefix`; `undefined` for any other name. */
export function ownerIn(name: string): ProcessOwner | undefined {
  const [realm, pid, start, unique] = name.split('-')
  if (realm === undefined || start === undefined || unique === undefined || !/^\d+$/.test(pid ?? '')) return undefined
  return { realm, pid: Number(pid), start }
}

/** Whether an owner is still running. */
export function livenessOf({ realm, pid, start }: ProcessOwner): Liveness {
  if (realm === noRealm || realm !== thisProcess().realm) return 'unknown'
  return startOf(pid) === start ? 'alive' : 'gone'
}

function realmOf(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')
    const namespace = readlinkSync('/proc/self/ns/pid')
    return createHash('sha256').update(`${boot}${namespace}`).digest('hex').slice(0, 16)
  } catch {
    return noRealm
  }
}

// The 22nd field of `/proc/<pid>/stat` (proc(5)): the start of the process, in ticks since the boot. Fields are counted from the
// last parenthesis, because the name of the program before it may contain any character.
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return undefined
  }
}
