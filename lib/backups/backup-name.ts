import { randomUUID } from 'node:crypto'

const pattern = /^wheeltapper-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.tar$/

/** Hour of the day (UTC) from which the nightly backup is due. */
const NIGHT_HOUR = 2

/** File name of a backup made at `at`: sorts by time, has no character that a file system refuses. */
export function backupName(at: Date): string {
  return `wheeltapper-${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z.tar`
}

const unfinishedPattern = /^\.wheeltapper-.+\.partial$/

/** Hidden name of a backup that is being written. No two have the same: the nightly one may begin in the same second as one made by hand. */
export function unfinishedName(name: string): string {
  return `.${name}.${randomUUID()}.partial`
}

/** Whether a file is a backup that is being written, or was when its process was killed. */
export function isUnfinished(name: string): boolean {
  return unfinishedPattern.test(name)
}

/** When a backup was made, told by its name; null for every other file. */
export function backupTime(name: string): Date | null {
  const found = pattern.exec(name)
  if (!found) return null
  const time = new Date(`${found[1]}T${found[2]}:${found[3]}:${found[4]}Z`)
  return Number.isNaN(time.getTime()) ? null : time
}

/** Names of the backups among `names`, newest first. */
export function backupsByAge(names: readonly string[]): string[] {
  return names
    .filter((name) => backupTime(name) !== null)
    .sort()
    .reverse()
}

/** Whether a nightly backup is due: none has been made since 02:00 UTC of the running night. */
export function isBackupDue(names: readonly string[], now: Date): boolean {
  const [newest] = backupsByAge(names)
  const made = newest ? backupTime(newest) : null
  if (!made) return true
  const night = new Date(now)
  night.setUTCHours(NIGHT_HOUR, 0, 0, 0)
  if (night > now) night.setUTCDate(night.getUTCDate() - 1)
  return made < night
}

/** The backups to remove so that the newest `keep` stay. */
export function expiredBackups(names: readonly string[], keep: number): string[] {
  return backupsByAge(names).slice(keep)
}
