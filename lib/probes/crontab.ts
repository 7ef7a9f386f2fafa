import { createHash } from 'node:crypto'

/** A line of a crontab: a command with its time, or a variable with its value. */
export interface CrontabLine {
  command: string
  when: string
}

const lineLimit = 2_000

/** Lines of a crontab, comments apart. System files name a user before the command. Times of one command are joined. */
export function parseCrontab(text: string, { hasUser }: { hasUser: boolean }): CrontabLine[] {
  const found = new Map<string, string[]>()
  for (const raw of text.split('\n').slice(0, lineLimit)) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const parsed = variableOf(line) ?? commandOf(line, hasUser)
    if (parsed) found.set(parsed.command, [...(found.get(parsed.command) ?? []), parsed.when])
  }
  return [...found].map(([command, times]) => ({ command, when: times.join(' and ') }))
}

function variableOf(line: string): CrontabLine | null {
  const match = /^([A-Za-z_]\w*)\s*=\s*(.*)$/.exec(line)
  // Name and value stay together, so that a password in one is seen to be one.
  return match ? { command: `variable ${match[1]}`, when: `${match[1]}=${match[2]}` } : null
}

function commandOf(line: string, hasUser: boolean): CrontabLine | null {
  const fields = line.split(/\s+/)
  const count = line.startsWith('@') ? 1 : 5
  const time = fields.slice(0, count).join(' ')
  const user = hasUser ? fields[count] : undefined
  const command = fields.slice(count + (hasUser ? 1 : 0)).join(' ')
  if (command === '') return null
  return { command, when: user ? `${time} as ${user}` : time }
}

/** Twelve hexadecimal digits that differ where the text differs. */
export function markOf(text: string): string {
  return `fingerprint ${createHash('sha256').update(text).digest('hex').slice(0, 12)}`
}
