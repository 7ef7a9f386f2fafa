import { formatMeasure } from '@/lib/format/measure'
import { nameOf } from '../chapters/what-runs-out'
import { shownForecasts } from '../shown'
import type { QuestionKind } from './draft'
import { amongOthers, asRoundAs, scaled } from './options'

/** What chapter 4 can be asked. */
export const capacityKinds: readonly QuestionKind[] = [
  {
    kind: 'first-to-run-out',
    chapter: 4,
    anchor: 'soonest',
    wants: 'Watch what can run out until a forecast is known.',
    draft: (material, seed) => {
      const [first, ...others] = shownForecasts(material)
      if (!first || (first.status !== 'reached' && first.status !== 'reaches')) return []
      const right = nameOf(first)
      // Another one that is full as well, or at the same time, would be as right.
      const also = others
        .filter(
          ({ status, earliest }) =>
            status === first.status &&
            (status === 'reached' || earliest?.getTime() === first.earliest?.getTime()),
        )
        .map(nameOf)
      return [
        {
          text: `What of ${material.facts.system.name} reaches its limit first?`,
          right,
          also,
          options: amongOthers(
            `${seed} first`,
            right,
            [others.map(nameOf), material.neighbours.resources],
            also,
          ),
        },
      ]
    },
  },
  {
    kind: 'limit',
    chapter: 4,
    anchor: 'soonest',
    wants: 'Give what can run out a limit.',
    draft: (material, seed) => {
      const shown = shownForecasts(material)
      return shown.map((forecast) => {
        const { checkId, key, limit, unit } = forecast
        const name = nameOf(forecast)
        const isUnique = shown.filter((other) => nameOf(other) === name).length === 1
        if (limit === null || limit <= 0 || !isUnique) return null
        return {
          subject: `${checkId} ${key}`,
          text: `What is the limit of ${name}?`,
          right: formatMeasure(limit, unit),
          options: scaled(`${seed} limit ${checkId} ${key}`, (factor) => {
            const value = asRoundAs(limit * factor, limit)
            return unit === '%' && value > 100 ? null : formatMeasure(value, unit)
          }),
        }
      })
    },
  },
]
