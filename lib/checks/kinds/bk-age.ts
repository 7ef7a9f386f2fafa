import { z } from 'zod'
import { formatMeasure } from '@/lib/format/measure'
import { type BackupListing, listBackups } from '@/lib/probes/files'
import { CouldNotLook } from '../could-not-look'
import { defineCheck } from '../define-check'
import { verdictAbove } from '../threshold'

const config = z.strictObject({
  warnHours: z
    .number()
    .positive()
    .max(100_000)
    .default(26)
    .describe('Warn when the newest backup is this old, in hours'),
  failHours: z
    .number()
    .positive()
    .max(100_000)
    .default(50)
    .describe('Fail when the newest backup is this old, in hours'),
  rpoHours: z
    .number()
    .positive()
    .max(100_000)
    .nullable()
    .default(null)
    .describe(
      'Recovery point objective of the system, in hours: fails beyond it, however lenient the limits above are',
    ),
  nameTimeZone: timeZone()
    .default('UTC')
    .describe('Time zone of times in file names that carry none, e.g. Europe/Berlin'),
  marker: z
    .string()
    .max(200)
    .default('')
    .describe(
      'File that exists only when a backup is complete: "{name}.sha256" beside it or "manifest.json" inside it; empty for none',
    ),
})
type Config = z.infer<typeof config>

function timeZone() {
  return z.string().refine((zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone })
      return true
    } catch {
      return false
    }
  }, 'must be a time zone such as UTC or Europe/Berlin')
}

interface Facts {
  path: string
  pattern: string
  listing: BackupListing
}

/** Clocks of two machines may differ by this much. */
const futureToleranceMs = 10 * 60_000

function limits({ warnHours, failHours, rpoHours }: Config): { warn: number; fail: number } {
  const fail = Math.min(failHours, rpoHours ?? failHours)
  return { warn: Math.min(warnHours, fail), fail }
}

const example = (at: string): Facts => ({
  path: '/var/backups/db',
  pattern: '*.dump',
  listing: {
    pathExists: true,
    matches: 1,
    complete: [{ name: 'db.dump', sizeBytes: 2e9, at: new Date(at), timeFrom: 'modified', type: 'file' }],
    unfinished: [],
    hidden: [],
    broken: [],
  },
})

/** Age of the newest complete backup in a folder. */
export const bkAge = defineCheck({
  kind: 'bk.age',
  title: 'Backup age',
  proves: 'A complete backup was made recently enough.',
  dimension: 'backup',
  tier: 'daily',
  targets: ['backup'],
  // Tier daily allows a day between runs; a look costs a millisecond, so a missed night shows within the hour.
  intervalSeconds: 3_600,
  timeoutMs: 30_000,
  failAfter: 1,
  proposed: true,
  severity: { warn: 'medium', fail: 'critical' },
  config,
  thresholdSource:
    'Our own proposal for daily backups: one night late is a warning, two nights are a failure. The recovery point objective, where it is set, comes first.',
  remediation:
    'Is there no backup at all yet? Make one by hand now (for Wheeltapper itself: `npm run backup`), then schedule it. Look at the log of the last backup job, fix what stopped it (full disk, expired password, job switched off) and run it by hand. Then ask why nobody was told: the job should report its own failure too.',
  privileges:
    'Read and search permission on the folder for the worker: `setfacl -m u:wheeltapper:rx <folder>`',
  collect: async ({ nameTimeZone, marker }, { target, probe, now }) => {
    if (target.kind !== 'backup')
      throw new CouldNotLook('This check needs a target with a folder of backups.')
    const { path, pattern } = target.config
    return { path, pattern, listing: await listBackups({ path, pattern, nameTimeZone, marker }, now, probe) }
  },
  judge: (facts: Facts, settings, now) => {
    const { listing, path, pattern } = facts
    const thresholds = limits(settings)
    const past = listing.complete.filter(({ at }) => at.getTime() <= now.getTime() + futureToleranceMs)
    const [newest] = past
    const hours = newest ? Math.max(0, (now.getTime() - newest.at.getTime()) / 3_600_000) : null
    const verdict = hours === null ? 'fail' : verdictAbove(hours, thresholds.warn, thresholds.fail)
    const evidence = {
      path,
      pattern,
      newest: newest
        ? {
            name: newest.name,
            at: newest.at.toISOString(),
            timeFrom: newest.timeFrom,
            sizeBytes: newest.sizeBytes,
          }
        : null,
      matches: listing.matches,
      beingWritten: listing.unfinished.slice(0, 20),
      hidden: listing.hidden.slice(0, 20).map(({ name, reason }) => `${name}: ${reason}`),
      brokenLinks: listing.broken.slice(0, 20),
      datedInTheFuture: listing.complete.filter((entry) => !past.includes(entry)).map(({ name }) => name),
    }
    const base = { value: hours, unit: 'h' as const, thresholds, resources: [], evidence }
    if (verdict !== 'ok') {
      const doubt = whyItCannotBeTold(facts, past.length)
      if (doubt) return { ...base, verdict: 'unknown', reason: doubt }
    }
    if (!newest || hours === null) return { ...base, verdict, reason: nothingFound(facts) }
    const over =
      verdict === 'ok'
        ? `within ${formatMeasure(thresholds.warn, 'h')}`
        : `the limit is ${formatMeasure(verdict === 'warn' ? thresholds.warn : thresholds.fail, 'h')}`
    return {
      ...base,
      verdict,
      reason: `The newest backup, ${newest.name}, is ${formatMeasure(hours, 'h')} old: ${over}.`,
    }
  },
  examples: { passing: example('2026-11-23T02:00:00Z'), failing: example('2026-11-20T02:00:00Z') },
})

/** A newer backup may be among what could not be read, so a bad verdict would be a guess. */
function whyItCannotBeTold({ listing, path }: Facts, usable: number): string | null {
  const [hidden] = listing.hidden
  if (hidden) {
    return `${listing.hidden.length} of ${listing.matches} backups in ${path} could not be read (${hidden.name}: ${hidden.reason}), and a newer one may be among them. Let the worker read them.`
  }
  if (usable === 0 && listing.complete.length > 0) {
    return `Every backup in ${path} is dated in the future: their age cannot be told. Check the clock of the machine that writes them, and the time zone of the names.`
  }
  return null
}

function nothingFound({ listing, path, pattern }: Facts): string {
  if (!listing.pathExists)
    return `${path} does not exist: no backup is there. Either the path is wrong, or its volume is not mounted.`
  if (listing.unfinished.length > 0) {
    return `${path} holds no complete backup that matches "${pattern}"; ${listing.unfinished.length} are still being written or were left unfinished.`
  }
  return `${path} holds no backup that matches "${pattern}".`
}
