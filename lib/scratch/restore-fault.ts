import { Problem } from '@/lib/problem'

interface End {
  code: number | null
  signal: NodeJS.Signals | null
  complaint: string
}

/**
 * Puts into words why a restore stopped. `linesBefore`: lines that the program read before the dump's own.
 */
export function sayRestoreFault(
  name: string,
  end: End,
  absentExtensions: readonly string[],
  linesBefore = 0,
): Problem {
  const lines = end.complaint.split('\n')
  const told = lines.find((line) => /\b(?:ERROR|FATAL|PANIC):|\berror:/.test(line)) ?? lines.at(-1) ?? ''
  const line = /<stdin>:(\d+):/.exec(told)?.[1]
  const said = told
    .replace(/^.*?(?:ERROR|FATAL|PANIC|error):\s+/, '')
    .replace(/^.*?(?:ERROR|FATAL|PANIC):\s+/, '')
  const command = /Command was: ([^\n]+)/.exec(end.complaint)?.[1]
  const where = line
    ? ` on line ${Number(line) - linesBefore}`
    : command
      ? ` at "${command.slice(0, 120)}"`
      : ''
  const reason = said.trim().slice(0, 300) || `the program ended with ${end.code ?? end.signal}`
  return new Problem(
    'invalid',
    `Restoring ${name} stopped${where}: ${reason}.${advice(end.complaint, absentExtensions)}`,
  )
}

function advice(complaint: string, absent: readonly string[]): string {
  if (/No space left|could not extend file|disk full/i.test(complaint))
    return ' The volume is full: free some, or let SCRATCH_DIRECTORY name a folder on a larger one.'
  if (/out of memory|cannot allocate|could not fork/i.test(complaint))
    return ' It needs more memory than this plan allows: raise the limit.'
  if (absent.length > 0)
    return ` It asks for ${absent.length === 1 ? 'the extension' : 'the extensions'} ${absent.join(', ')}, not to be had there: restore it into a scratch database of a server that has what it needs.`
  if (/role .* does not exist/i.test(complaint))
    return ' Make that role on the server of the scratch database: create role … nologin'
  if (/permission denied|must be (?:owner|superuser)/i.test(complaint))
    return ' It is restored as a role that owns the database and nothing else; whatever needs more is refused.'
  if (/unexpected end|end of file|could not read|checksum|uncompress/i.test(complaint))
    return ' The backup is damaged: use an older one.'
  return ''
}
