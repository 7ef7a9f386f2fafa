import { asSql } from '@/lib/db/as-sql'
import type { Transaction } from '@/lib/db/database'
import { Problem } from '@/lib/problem'
import type { GuidedConfig, GuidedForm } from './guided-schema'
import { readJobsOf, readReachableTargets } from './target-store'

/** Targets must be those that the form offered, jobs those of the system. Throws an invalid Problem. */
export async function refuseStrangers(
  tx: Transaction,
  systemId: string,
  form: GuidedForm,
  config: GuidedConfig,
): Promise<void> {
  const targets = new Map((await readReachableTargets(systemId, asSql(tx))).map((each) => [each.id, each]))
  const refuse = (field: string, sentence: string) => new Problem('invalid', sentence, { [field]: sentence })
  for (const [index, { before, after }] of config.databases.entries())
    for (const [side, place] of [
      ['Before', before],
      ['After', after],
    ] as const) {
      const target = place.type === 'target' ? targets.get(place.targetId) : null
      if (place.type === 'target' && (target?.kind !== 'postgres' || target.systemId !== systemId))
        throw refuse(
          `database${index + 1}${side}`,
          'This target does not belong to the system any more. Choose one of the list, or give an address.',
        )
    }
  if (form.needs.some((id) => !targets.has(id)))
    throw refuse('needs', 'One of these targets was removed meanwhile. Reload the page and choose again.')
  const jobs = new Set((await readJobsOf(systemId, 'all', asSql(tx))).map(({ type, id }) => `${type}:${id}`))
  if (form.jobs.some((job) => !jobs.has(job)))
    throw refuse('jobs', 'One of these jobs was removed meanwhile. Reload the page and choose again.')
}
