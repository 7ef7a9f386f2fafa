import { z } from 'zod'
import { formatMeasure } from '@/lib/format/measure'
import { type BackupListing, listBackups } from '@/lib/probes/files'
import { roomAt, type VolumeRoom } from '@/lib/probes/volume-room'
import { CouldNotLook } from '../could-not-look'
import { defineCheck, type PastSample } from '../define-check'
import type { Verdict } from '../verdict'

const config = z.strictObject({
  minBytes: z
    .number()
    .int()
    .min(1)
    .default(1_000)
    .describe('Fail when the newest backup is smaller than this, in bytes'),
  warnShrinkPercent: z
    .number()
    .min(1)
    .max(100)
    .default(30)
    .describe('Warn when it is this much smaller than usual, in percent'),
  failShrinkPercent: z
    .number()
    .min(1)
    .max(100)
    .default(60)
    .describe('Fail when it is this much smaller than usual, in percent'),
  warnGrowthPercent: z
    .number()
    .min(1)
    .max(10_000)
    .default(100)
    .describe('Warn when it is this much larger than usual, in percent'),
  marker: z
    .string()
    .max(200)
    .default('')
    .describe('File that exists only when a backup is complete, as for the age of the backup'),
})
type Config = z.infer<typeof config>

interface Facts {
  path: string
  pattern: string
  listing: BackupListing
  /** Sizes seen by earlier runs, for folders that keep only the newest backup. */
  earlier: PastSample[]
  /** Room of the volume that the folder lies on; null where it does not tell. */
  room: VolumeRoom | null
}

/** What the volume holds once another backup like the newest is written, in percent of its room; null: not known. */
function withNextOne({ room }: Facts, newestBytes: number): number | null {
  const all = room ? room.usedBytes + room.availableBytes : 0
  return room && all > 0 ? (100 * (room.usedBytes + newestBytes)) / all : null
}

/** "Usual" is the median of the last seven; fewer than three say nothing. */
const baselineLength = 7
const baselineMinimum = 3

/** Sizes of earlier backups, newest first: what lies beside it, else what earlier runs saw. */
function baseline({ listing, earlier }: Facts): number[] {
  const siblings = listing.complete.slice(1, 1 + baselineLength).map(({ sizeBytes }) => sizeBytes)
  const seen = earlier.map(({ value }) => value).reverse()
  // Runs are more frequent than backups: the same size twice in a row is the same backup.
  const distinct = seen.filter((value, index) => value !== seen[index - 1])
  const before = distinct[0] === listing.complete[0]?.sizeBytes ? distinct.slice(1) : distinct
  return siblings.length >= Math.min(before.length, baselineMinimum)
    ? siblings
    : before.slice(0, baselineLength)
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0
  return (upper + lower) / 2
}

function judgeChange(size: number, usual: number, settings: Config): Verdict {
  const change = (100 * (size - usual)) / usual
  if (change <= -settings.failShrinkPercent) return 'fail'
  return change <= -settings.warnShrinkPercent || change >= settings.warnGrowthPercent ? 'warn' : 'ok'
}

const example = (newestBytes: number): Facts => ({
  path: '/var/backups/db',
  pattern: '*.dump',
  listing: {
    pathExists: true,
    matches: 5,
    complete: [newestBytes, 2.0e9, 2.1e9, 1.9e9, 2.0e9].map((sizeBytes, index) => ({
      name: `db-${index}.dump`,
      sizeBytes,
      at: new Date(Date.UTC(2026, 10, 23 - index, 2)),
      timeFrom: 'modified' as const,
      type: 'file' as const,
    })),
    unfinished: [],
    hidden: [],
    broken: [],
  },
  earlier: [],
  room: { usedBytes: 40e9, availableBytes: 60e9 },
})

/** Size of the newest complete backup, against a floor and against the earlier ones. */
export const bkSize = defineCheck({
  kind: 'bk.size',
  title: 'Backup size',
  proves: 'The newest backup is not empty and has about the size of the ones before it.',
  dimension: 'backup',
  tier: 'daily',
  targets: ['backup'],
  intervalSeconds: 3_600,
  timeoutMs: 30_000,
  failAfter: 1,
  proposed: true,
  severity: { warn: 'medium', fail: 'critical' },
  config,
  thresholdSource: 'Our own proposal: 30 % and 60 % below, or twice, the median of the last seven backups.',
  remediation:
    'Open the newest backup and list what is in it. A backup that shrank usually lacks a database, a table or a folder, or was cut off; an empty one often means that the job wrote its error elsewhere. Run it again by hand, and restore it somewhere to be sure.',
  privileges:
    'Read and search permission on the folder for the worker: `setfacl -m u:wheeltapper:rx <folder>`',
  collect: async ({ marker }, { target, probe, now, history }) => {
    if (target.kind !== 'backup')
      throw new CouldNotLook('This check needs a target with a folder of backups.')
    const { path, pattern } = target.config
    const [listing, earlier, room] = await Promise.all([
      listBackups({ path, pattern, nameTimeZone: 'UTC', marker }, now, probe),
      history('value', new Date(now.getTime() - 90 * 86_400_000)),
      roomAt(path),
    ])
    return { path, pattern, listing, earlier, room }
  },
  judge: (facts: Facts, settings) => {
    const { listing, path, pattern } = facts
    const [newest] = listing.complete
    const hidden = listing.hidden[0]
    if (!newest) {
      // That there is no backup is what bk.age reports; here there is nothing to weigh.
      throw new CouldNotLook(
        hidden
          ? `No backup in ${path} could be read (${hidden.name}: ${hidden.reason}). Let the worker read them.`
          : `${path} holds no complete backup that matches "${pattern}", so there is no size to judge. The check of the backup's age says more.`,
      )
    }
    const before = baseline(facts)
    const usual = before.length >= baselineMinimum ? median(before) : null
    const size = formatMeasure(newest.sizeBytes, 'bytes')
    const filled = withNextOne(facts, newest.sizeBytes)
    const verdict =
      newest.sizeBytes < settings.minBytes
        ? 'fail'
        : usual
          ? judgeChange(newest.sizeBytes, usual, settings)
          : 'ok'
    return {
      verdict,
      reason: reasonFor(newest.name, newest.sizeBytes, usual, settings, before.length),
      value: newest.sizeBytes,
      unit: 'bytes',
      thresholds: {
        warn: usual ? Math.max(settings.minBytes, usual * (1 - settings.warnShrinkPercent / 100)) : null,
        fail: usual
          ? Math.max(settings.minBytes, usual * (1 - settings.failShrinkPercent / 100))
          : settings.minBytes,
      },
      resources: [],
      evidence: {
        path,
        pattern,
        newest: newest.name,
        size,
        earlierBytes: before,
        usualBytes: usual,
        hidden: listing.hidden.length,
        volume: facts.room ? { ...facts.room } : null,
      },
      samples: filled === null ? [] : [{ key: 'room', value: filled, unit: '%' as const }],
    }
  },
  examples: { passing: example(2.05e9), failing: example(0) },
})

function reasonFor(
  name: string,
  bytes: number,
  usual: number | null,
  { minBytes }: Config,
  known: number,
): string {
  const size = formatMeasure(bytes, 'bytes')
  if (bytes === 0) return `The newest backup, ${name}, is empty.`
  if (bytes < minBytes)
    return `The newest backup, ${name}, has only ${size}; less than ${formatMeasure(minBytes, 'bytes')} cannot be a backup.`
  if (!usual)
    return `The newest backup, ${name}, has ${size}. Its change cannot be judged yet: earlier backups known ${known}, needed ${baselineMinimum}.`
  const change = Math.round((100 * (bytes - usual)) / usual)
  const words =
    change === 0
      ? 'as usual'
      : `${Math.abs(change)} % ${change < 0 ? 'smaller' : 'larger'} than usual (${formatMeasure(usual, 'bytes')})`
  return `The newest backup, ${name}, has ${size}: ${words}.`
}
