import { formatMeasure } from '@/lib/format/measure'
import { formatDuration } from '@/lib/format/moment'
import type { Material } from '../material'
import { rangeText, shownChecks } from '../shown'
import { counted } from '../words'
import type { QuestionKind } from './draft'
import { amongOthers, asRoundAs, counts, onScale, scaled } from './options'

const intervals = [
  10, 15, 20, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400, 604_800,
]

/** Checks whose name means one of them: of the others nobody could tell which is asked for. */
function askable(material: Material) {
  const names = material.facts.checks.map(({ name }) => name)
  return shownChecks(material).filter(({ name }) => names.indexOf(name) === names.lastIndexOf(name))
}

/** Nothing but what a share can be. */
const possible = (value: number, unit: string | null) => value > 0 && (unit !== '%' || value <= 100)

/** What chapter 3 can be asked. */
export const normalKinds: readonly QuestionKind[] = [
  {
    kind: 'usual-range',
    chapter: 3,
    anchor: 'normal',
    wants: 'Let its checks measure for a few days, so that a usual range is known.',
    draft: (material, seed) =>
      askable(material).map(({ id, name }) => {
        const range = material.ranges.get(id)
        const right = range && rangeText(range)
        if (!right || range.low <= 0) return null
        const { low, high, unit } = range
        return {
          subject: id,
          text: `Between which values does “${name}” usually lie?`,
          right,
          options: scaled(`${seed} usual ${id}`, (factor) =>
            possible(high * factor, unit)
              ? rangeText({ ...range, low: low * factor, high: high * factor })
              : null,
          ),
        }
      }),
  },
  {
    kind: 'warns-at',
    chapter: 3,
    anchor: 'normal',
    wants: 'Watch it with checks that have a limit.',
    draft: (material, seed) =>
      askable(material).map(({ id, name, warnAt, unit }) => {
        if (warnAt === null || warnAt <= 0) return null
        return {
          subject: id,
          text: `At which value does “${name}” begin to warn?`,
          right: formatMeasure(warnAt, unit),
          options: scaled(`${seed} warns ${id}`, (factor) => {
            const value = asRoundAs(warnAt * factor, warnAt)
            return possible(value, unit) ? formatMeasure(value, unit) : null
          }),
        }
      }),
  },
  {
    kind: 'interval',
    chapter: 3,
    anchor: 'normal',
    wants: 'Watch it with checks.',
    draft: (material, seed) =>
      askable(material).map(({ id, name, intervalSeconds }) => ({
        subject: id,
        text: `How often is “${name}” looked at?`,
        right: formatDuration(intervalSeconds),
        options: onScale(`${seed} interval ${id}`, intervalSeconds, intervals, formatDuration),
      })),
  },
  {
    kind: 'watched',
    chapter: 3,
    anchor: 'normal',
    wants: 'Watch it with checks; three other systems of its kind are needed to compare with.',
    draft: (material, seed) => {
      const own = material.facts.checks.map(({ name }) => name)
      return askable(material).map(({ id, name }) => ({
        subject: id,
        text: `Which of these is watched on ${material.facts.system.name}?`,
        right: name,
        also: own.filter((other) => other !== name),
        options: amongOthers(`${seed} watched ${id}`, name, [material.neighbours.checkNames], own),
      }))
    },
  },
  {
    kind: 'check-count',
    chapter: 3,
    anchor: 'normal',
    isFiller: true,
    wants: 'Watch it with checks.',
    draft: ({ facts }, seed) => {
      const count = facts.checks.length
      // One alone has another form than several, which would tell it.
      if (count < 2) return []
      const words = (value: number) => counted(value, 'check', 'checks')
      return [
        {
          text: `How many checks look at ${facts.system.name}?`,
          right: words(count),
          options: counts(`${seed} checks`, count, { least: 2, most: count + 4 }, words),
        },
      ]
    },
  },
]
