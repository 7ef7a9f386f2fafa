import type { DiskForecast, DiskSeries, SystemFacts } from '@/lib/facts/system-facts'
import { formatMeasure } from '@/lib/format/measure'
import { defineRule } from '../define-rule'
import { clear, raised, unknown } from '../flag-reading'
import { dayOf, daysSince, listed } from '../words'

type Hour = DiskSeries['hours'][number]

/** Systems of these kinds have a disk of their own; of others it is not known. */
const kindsWithDisk: readonly string[] = ['host', 'database', 'backup']

const watchesDisk = (kind: string) => kind.startsWith('host.disk')

/** Hours of the window in which the disk stood at its critical limit, newest first. */
function critical({ hours, failAt }: DiskSeries, now: Date, days: number): Hour[] {
  if (failAt === null) return []
  return hours.filter(({ at, max }) => daysSince(at, now) <= days && max >= failAt).reverse()
}

/** The largest fall within so many hours after a critical hour. */
function hurriedFall(
  series: DiskSeries,
  crossed: readonly Hour[],
  hours: number,
): { at: Date; points: number } | null {
  let worst: { at: Date; points: number } | null = null
  for (const { at, max } of crossed) {
    const end = at.getTime() + hours * 3_600_000
    const after = series.hours.filter((hour) => hour.at >= at && hour.at.getTime() <= end)
    const points = max - Math.min(...after.map(({ min }) => min))
    if (!worst || points > worst.points) worst = { at, points }
  }
  return worst
}

const noSamples = 'No disk of it was measured: whether one ran full is not known.'

function noLimit(disks: readonly DiskSeries[]): string | null {
  const names = disks.filter(({ failAt }) => failAt === null).map(({ resource }) => resource)
  return names.length > 0 ? `${listed(names)}: no critical limit is known yet.` : null
}

const saysSomething = (forecast: DiskForecast | null) =>
  forecast !== null && forecast.status !== 'too-little-history' && forecast.status !== 'no-data'

function isWithin(forecast: DiskForecast | null, now: Date, days: number): boolean {
  if (forecast?.status === 'reached') return true
  if (forecast?.status !== 'reaches' || forecast.earliest === null) return false
  return forecast.earliest.getTime() - now.getTime() <= days * 86_400_000
}

const whenCritical = (facts: SystemFacts, forecast: DiskForecast | null) =>
  forecast?.status === 'reached' || !forecast?.earliest
    ? 'is at its limit'
    : `from ${dayOf(facts, forecast.earliest)}`

const points = (value: number, unit: string) =>
  unit === '%' ? `${Math.round(value)} points` : formatMeasure(value, unit)

/** Every disk that stood at its limit within the window, with its critical hours. */
const crossings = ({ disks, now }: SystemFacts, days: number) =>
  disks.flatMap((series) => {
    const hours = critical(series, now, days)
    return hours[0] ? [{ series, hours, last: hours[0] }] : []
  })

/** "The disk was full, and somebody deleted what could be deleted." */
export const emergencyDisk = defineRule({
  key: 'emergency-disk',
  title: 'Disk emergencies',
  claim: 'Disks have room: their use is measured.',
  proof: 'No disk reached its critical limit, and somebody watches all of them.',
  clears:
    'Find what grows, rotate or delete it on a schedule, or extend the volume. The flag clears when no disk was critical for the whole window; where nothing watches a disk, add a check of its space.',
  severity: 'high',
  severityReason: 'A full disk stops writes, and what is deleted in a hurry is sometimes needed.',
  isOnByDefault: true,
  verb: { label: 'Look at its checks', path: '' },
  thresholds: {
    fallPoints: {
      label: 'Fall after critical that looks hurried',
      unit: 'points',
      initial: 15,
      min: 1,
      max: 100,
    },
    fallHours: { label: 'within', unit: 'hours', initial: 6, min: 1, max: 72 },
    windowDays: { label: 'Looks back', unit: 'days', initial: 90, min: 1, max: 90 },
    forecastDays: {
      label: 'Critical within, by the pessimistic edge of the forecast',
      unit: 'days',
      initial: 14,
      min: 1,
      max: 180,
    },
  },
  clauses: [
    {
      key: 'crossed',
      says: ({ windowDays }) => `A disk reached its critical limit in ${windowDays} d`,
      judge: (facts, { windowDays }) => {
        if (facts.disks.length === 0) return unknown(noSamples)
        const over = crossings(facts, windowDays)
        if (over.length > 0)
          return raised(
            `Critical in ${windowDays} d: ${listed(over.map(({ series, last }) => `${series.resource} ${formatMeasure(last.max, series.unit)} on ${dayOf(facts, last.at)}, limit ${formatMeasure(series.failAt ?? 0, series.unit)}`))}.`,
          )
        const missing = noLimit(facts.disks)
        return missing ? unknown(missing) : clear(`No disk was critical in ${windowDays} d.`)
      },
    },
    {
      key: 'hurried-cleaning',
      says: ({ fallPoints, fallHours, windowDays }) =>
        `Right after that, its use fell by ${fallPoints} points or more within ${fallHours} h (in ${windowDays} d)`,
      judge: (facts, { fallPoints, fallHours, windowDays }) => {
        if (facts.disks.length === 0) return unknown(noSamples)
        const falls = crossings(facts, windowDays).flatMap(({ series, hours }) => {
          const fall = hurriedFall(series, hours, fallHours)
          return fall && fall.points >= fallPoints ? [{ series, ...fall }] : []
        })
        if (falls.length > 0)
          return raised(
            `Cleaned in a hurry: ${listed(falls.map(({ series, at, points: fell }) => `${series.resource} fell by ${points(fell, series.unit)} within ${fallHours} h on ${dayOf(facts, at)}`))}.`,
          )
        const missing = noLimit(facts.disks)
        return missing ? unknown(missing) : clear('No disk was cleaned in a hurry.')
      },
    },
    {
      key: 'forecast',
      says: ({ forecastDays }) =>
        `A disk may be critical within ${forecastDays} d, by the pessimistic edge of its forecast`,
      judge: (facts, { forecastDays }) => {
        if (facts.disks.length === 0) return unknown(noSamples)
        const soon = facts.disks.flatMap(({ resource, forecast }) =>
          isWithin(forecast, facts.now, forecastDays) ? [`${resource} ${whenCritical(facts, forecast)}`] : [],
        )
        if (soon.length > 0)
          return raised(`Critical within ${forecastDays} d by the forecast: ${listed(soon)}.`)
        const silent = facts.disks.filter(({ forecast }) => !saysSomething(forecast))
        return silent.length > 0
          ? unknown(
              `${listed(silent.map(({ resource }) => resource))}: not forecast yet, the history is too short or missing.`,
            )
          : clear(`No disk is expected to be critical within ${forecastDays} d.`)
      },
    },
    {
      key: 'unwatched',
      says: () => 'Nothing watches the disk of a host, a database or a backup repository',
      judge: ({ checks, system }) => {
        const watching = checks.filter(({ kind, state }) => watchesDisk(kind) && state !== 'paused')
        if (watching.length > 0) return clear('Its disk is watched.')
        if (checks.some(({ kind }) => watchesDisk(kind)))
          return raised('Nothing watches the disk: the check of its space is paused.')
        return kindsWithDisk.includes(system.kind)
          ? raised('Nothing watches the disk: no check measures its space.')
          : unknown('No check measures a disk of it: whether it has one that can run full is not known.')
      },
    },
  ],
})
