import { appendAudit } from '@/lib/audit/store'
import { canEditSystem, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { defaultConfig, graceSeconds } from '@/lib/checks/default-check'
import { checkKinds } from '@/lib/checks/kinds'
import { insertChecks } from '@/lib/checks/store'
import type { Transaction } from '@/lib/db/database'
import { Problem } from '@/lib/problem'
import { isIpAddress } from '@/lib/systems/recognise-host'
import { readTargets, type WatchedTarget } from './proposal-store'
import type { IncidentSystem } from './store'

/** A kind of check that could be asked of a target and is not. */
export interface CheckOffer {
  /** "<target>:<kind>". */
  value: string
  label: string
}

/** What nobody asks of these targets yet, in the order of targets and kinds. Pure. */
export function offeredChecks(targets: readonly WatchedTarget[]): CheckOffer[] {
  return targets.flatMap((target) =>
    checkKinds
      .filter(
        ({ kind, targets: fits }) =>
          fits.includes(target.kind) && !target.kinds.includes(kind) && hasAnswer(kind, target.address),
      )
      .map(({ kind, title }) => ({ value: `${target.id}:${kind}`, label: `${title} · ${target.address}` })),
  )
}

/** An address that is a number has no name to look up. */
function hasAnswer(kind: string, address: string): boolean {
  if (kind !== 'dns.resolve') return true
  const host = address
    .replace(/^[a-z]+:\/\//, '')
    .replace(/[/?].*$/, '')
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '')
  return host !== 'localhost' && !isIpAddress(host)
}

/** Adds an offered check with the settings of its kind; it is due at once. Throws Problem: forbidden, invalid. */
export async function addOfferedCheck(
  tx: Transaction,
  viewer: Viewer,
  system: IncidentSystem,
  offer: string,
): Promise<{ id: string; title: string }> {
  permit(
    canEditSystem(viewer, system),
    'Adding a check to this system needs the right to edit it. Choose a check that is there, or ask an admin.',
  )
  const chosen = offeredChecks(await readTargets(system.id)).find(({ value }) => value === offer)
  const [targetId = '', kind = ''] = offer.split(':')
  const definition = checkKinds.find((each) => each.kind === kind)
  if (!chosen || !definition) {
    const sentence = 'This is looked at already, or does not fit. Choose one from the list.'
    throw new Problem('invalid', sentence, { offer: sentence })
  }
  const { intervalSeconds, timeoutMs, failAfter, title } = definition
  const [id = ''] = await insertChecks(tx, [
    {
      systemId: system.id,
      targetId,
      kind,
      name: title,
      config: defaultConfig(definition),
      intervalSeconds,
      graceSeconds: graceSeconds(intervalSeconds),
      timeoutMs,
      failAfter,
      okAfter: 2,
      ownerId: null,
    },
  ])
  await appendAudit(tx, {
    actor: viewer,
    action: 'check.create',
    entity: 'check',
    entityId: id,
    after: { system: system.name, kind, target: chosen.label },
  })
  return { id, title: chosen.label }
}
