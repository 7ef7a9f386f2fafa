import { readdirSync, readFileSync } from 'node:fs'

/** Clock ticks of /proc per second; 100 on every Linux that Node runs on. */
const ticksPerSecond = 100

interface ProcessStat {
  parent: number
  own: number
  /** CPU of children that have ended and were waited for. */
  children: number
}

/** Seconds of CPU that a process has used so far. */
export function cpuSeconds(pid: number): number {
  return readStat(pid).own
}

/** Seconds of CPU of a server that forks: itself, its living children, and those that have ended. */
export function familyCpuSeconds(pid: number): number {
  const leader = readStat(pid)
  let sum = leader.own + leader.children
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const stat = readStat(Number(name))
      if (stat.parent === pid) sum += stat.own + stat.children
    } catch {
      // It has ended since the directory was read; the leader counts it from now on.
    }
  }
  return sum
}

/** Megabytes of memory that a process holds now. */
export function residentMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024
}

function readStat(pid: number): ProcessStat {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name in brackets may hold spaces and brackets itself: fields are counted after the last one.
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  const [parent = 0, utime = 0, stime = 0, cutime = 0, cstime = 0] = [
    fields[1],
    fields[11],
    fields[12],
    fields[13],
    fields[14],
  ]
  return { parent, own: (utime + stime) / ticksPerSecond, children: (cutime + cstime) / ticksPerSecond }
}
