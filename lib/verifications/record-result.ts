import type { Transaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { transactionNow } from '@/lib/db/transaction-now'
import { sha256 } from '@/lib/evidence/describe-draft'
import { insertEvidence } from '@/lib/evidence/evidence-store'
import { clearFindings, type Fault, raiseFindings } from '@/lib/findings/raise-finding'
import { formatNumber } from '@/lib/format/measure'
import type { ComparisonSummary } from './comparison'
import { comparisonHeadline } from './guided-headline'
import type { GuidedRow } from './guided-store'
import type { AreaResult } from './guided-view'
import { type VerificationArea, type VerificationItem, verificationAreas } from './schema'
import { insertVerification, lockMigration, lockVerification, updateVerification } from './store'

// What a comparison says elsewhere: findings for what is open, and the verification on record of the migration.

const identity = (guided: Pick<GuidedRow, 'id' | 'systemId'>, area: VerificationArea) => ({
  systemId: guided.systemId,
  fingerprintKind: `verification.${area}`,
  resource: guided.id,
})

const titles: Readonly<Record<VerificationArea, string>> = {
  records: 'data differ',
  files: 'files are missing or differ',
  volumes: 'volumes are missing or differ',
  dependencies: 'dependencies are not reached',
  jobs: 'jobs have not run',
}

/** Differences named in a finding; the page has all of them. */
const namedInFinding = 5

/** Raises a finding for each area with something open, and ends those of areas that are equal again. */
export async function tellFindings(
  tx: Transaction,
  guided: GuidedRow,
  summary: ComparisonSummary,
): Promise<void> {
  const open = summary.areas.filter((area) => area.open > 0)
  await raiseFindings(
    tx,
    open.map((area) => faultOf(guided, area, summary)),
  )
  await clearFindings(
    tx,
    summary.areas
      .filter((area) => area.open === 0)
      .map(({ area, accepted }) => ({
        ...identity(guided, area),
        comment:
          accepted > 0
            ? `Compared again: what still differs was accepted with a reason (${accepted}).`
            : 'Compared again: nothing differs any more.',
      })),
  )
}

/** Ends every finding of a guided verification that was given up. */
export async function endFindings(tx: Transaction, guided: GuidedRow, comment: string): Promise<void> {
  await clearFindings(
    tx,
    verificationAreas.map((area) => ({ ...identity(guided, area), comment })),
  )
}

function faultOf(guided: GuidedRow, result: AreaResult, summary: ComparisonSummary): Fault {
  const { area, missing, differs, extra, unknown, accepted, open } = result
  const named = summary.firstOpen.filter((each) => each.area === area).slice(0, namedInFinding)
  const more = open - named.length
  const kinds: [number, string][] = [
    [missing, 'missing'],
    [differs, 'different'],
    [extra, 'not there before'],
    [unknown, 'not comparable'],
    [accepted, 'of them accepted'],
  ]
  const counts = kinds
    .filter(([count]) => count !== 0)
    .map(([count, word]) => `${formatNumber(count)} ${word}`)
    .join(', ')
  return {
    ...identity(guided, area),
    origin: 'verification',
    kind: 'defect',
    title: `After ${guided.title}: ${titles[area]}`,
    detail: `${counts}. ${named.map(({ key }) => key).join(', ')}${more > 0 ? `, and ${formatNumber(more)} more` : ''}.`,
    remediation:
      'Open the guided verification: bring back what is missing and take the snapshot after again, or accept with a reason what may differ. While the old side still exists, nothing is lost.',
    severity: 'critical',
    severityReason: 'What was lost in a move is found when it is needed, after the old copy is gone.',
    evidence: {
      verification: guided.id,
      open,
      differences: named.map(({ key, kind, before, after }) => ({ key, kind, before, after })),
    },
  }
}

/**
 * The areas as the verification on record has them. What was not chosen was not
 * looked at, unless somebody said that there is nothing of it here. Pure.
 */
export function itemsOfComparison(
  { areas }: ComparisonSummary,
  without: readonly VerificationArea[],
): VerificationItem[] {
  return areas.map(({ area, isChosen, equal, missing, differs, extra, unknown, accepted, open }) => {
    const detail = isChosen
      ? `Compared by the machine: ${equal} equal, ${missing} missing, ${differs} different, ${extra} new, ${unknown} not comparable${accepted > 0 ? `; ${accepted} of them accepted` : ''}.`
      : without.includes(area)
        ? 'Said to be nothing of this system when the verification was planned.'
        : 'Not chosen for the guided verification: nobody looked.'
    const unchosen = without.includes(area) ? ('not-applicable' as const) : ('not-checked' as const)
    if (!isChosen) return { area, outcome: unchosen, expected: null, found: null, missing: 0, detail }
    if (open > 0)
      return { area, outcome: 'missing', expected: equal + open, found: equal, missing: open, detail }
    return { area, outcome: 'verified', expected: equal, found: equal, missing: 0, detail }
  })
}

/** What shows it: the sentence, the counts and the hash of all differences. */
async function keepEvidence(
  tx: Transaction,
  guided: GuidedRow,
  text: string,
  title: string,
): Promise<string> {
  const id = newId()
  await insertEvidence(tx, {
    id,
    systemId: guided.systemId,
    kind: 'output',
    title,
    url: null,
    text,
    fileName: null,
    mediaType: null,
    byteSize: null,
    sha256: sha256(text),
    checkId: null,
    scheduledFor: null,
    capturedAt: await transactionNow(tx),
    capturedById: null,
    validUntil: null,
  })
  return id
}

/** Characters of evidence; a longer payload stays whole in the guided verification. */
const evidenceLimit = 150_000

/**
 * Writes what was compared into the verification on record: closed when nothing is open and `mayClose`, else open with
 * what is missing. One that a person closed stays; a fault found later opens another.
 */
export async function recordInVerification(
  tx: Transaction,
  guided: GuidedRow,
  summary: ComparisonSummary,
  { mayClose, byId, text }: { mayClose: boolean; byId: string | null; text?: string },
): Promise<void> {
  if (!guided.migrationId) return
  const migration = await lockMigration(tx, guided.migrationId)
  if (!migration) return
  const now = await transactionNow(tx)
  const items = itemsOfComparison(summary, guided.config.without)
  const openId = migration.openVerificationId
  if (!openId && summary.open === 0) return
  const id = openId ?? newId()
  if (!openId)
    await insertVerification(tx, {
      id,
      migrationId: migration.id,
      items,
      source: 'machine',
      openedAt: now,
      openedById: null,
    })
  const before = await lockVerification(tx, id)
  const closes = mayClose && summary.open === 0
  const evidenceIds = [...(before?.evidenceIds ?? [])]
  if (mayClose) {
    const shown = (
      text ?? `${comparisonHeadline(summary)}.\nSHA-256 of all differences: ${summary.sha256}`
    ).slice(0, evidenceLimit)
    evidenceIds.push(await keepEvidence(tx, guided, shown, `${guided.title}: what was compared`))
  }
  await updateVerification(tx, id, {
    items,
    evidenceIds,
    state: closes ? 'closed' : 'open',
    closedAt: closes ? now : null,
    closedById: closes ? byId : null,
  })
}

/** Both at once. */
export async function tellResult(
  tx: Transaction,
  guided: GuidedRow,
  summary: ComparisonSummary,
  how: { mayClose: boolean; byId: string | null; text?: string },
): Promise<void> {
  await tellFindings(tx, guided, summary)
  await recordInVerification(tx, guided, summary, how)
}
