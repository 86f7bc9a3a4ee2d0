import { readdir, readFile } from 'node:fs/promises'

/** The processor time that processes have used so far, in microseconds (Linux: it reads /proc). */
export async function cpuOfProcesses(pids: readonly number[]): Promise<number> {
  const times = await Promise.all(pids.map(cpuOfProcess))
  return times.reduce((sum, time) => sum + time, 0)
}

// `/proc/<pid>/stat` has hundredths of a second only. This file has nanoseconds, of one thread.
async function cpuOfProcess(pid: number): Promise<number> {
  const folder = `/proc/${pid}/task`
  const threads = await readdir(folder)
  const times = await Promise.all(
    threads.map(async (thread) => {
      // A thread may end meanwhile.
      const text = await readFile(`${folder}/${thread}/schedstat`, 'utf8').catch(() => '0')
      return Number(text.split(' ')[0]) / 1000
    }),
  )
  return times.reduce((sum, time) => sum + time, 0)
}
