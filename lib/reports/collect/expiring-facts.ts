import type { ExpiringFact, ExpiringFacts } from '../expiring-fact'
import type { ScopeSystem } from './scope-store'
import type { CheckValue } from './value-store'

/** What ends within a span, and how much has an end at all. */
export interface Ending {
  items: readonly ExpiringFact[]
  dated: number
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Days ahead that the section looks. */
export const expiringDays = 30
/** How many of them are listed. */
export const expiringListed = 12

/** Certificates that end within the span, or have ended: the days that were left, from when they were counted. Pure. */
export function expiringCertificates(
  values: readonly CheckValue[],
  systems: readonly ScopeSystem[],
  until: Date,
): ExpiringFact[] {
  const names = new Map(systems.map(({ id, name }) => [id, name]))
  return values
    .flatMap(({ systemId, checkId, address, at, value }): ExpiringFact[] => {
      if (at === null || value === null) return []
      // Counted to a tenth of a day: to say more than the hour would be made up.
      const ends = new Date(Math.round((at.getTime() + value * dayMs) / hourMs) * hourMs)
      if (ends > until) return []
      return [
        {
          kind: 'certificate',
          systemId,
          system: names.get(systemId) ?? '',
          title: address,
          at: ends.toISOString(),
          href: `/checks/${checkId}`,
        },
      ]
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.title < b.title ? -1 : 1))
}

/**
 * What ends: certificates and decisions first, because something stops with them, then evidence and answers. Each soonest
 * first. Pure.
 */
export function expiringFacts(
  values: readonly CheckValue[],
  certificates: readonly ExpiringFact[],
  decisions: Ending,
  answers: Ending & { total: number },
): ExpiringFacts {
  const hard = [...certificates, ...decisions.items].toSorted((a, b) =>
    a.at < b.at ? -1 : a.at > b.at ? 1 : 0,
  )
  return {
    certificates: {
      watched: values.length,
      unread: values.filter(({ at, value }) => at === null || value === null).length,
    },
    dated: decisions.dated + answers.dated,
    total: hard.length + answers.total,
    items: [...hard, ...answers.items].slice(0, expiringListed),
  }
}
