import { canMaintain, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { databaseNow } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/in-snapshot'
import { isId } from '@/lib/db/new-id'
import type { Sql } from '@/lib/db/pool'
import { readProofSystem } from '@/lib/drills/store'
import { newestJobs } from '@/lib/jobs/service'
import { Problem } from '@/lib/problem'
import { acceptanceKey } from './comparison'
import { type GuidedAt, missingGuided } from './guided-access'
import { guidedHeadline } from './guided-headline'
import { type GuidedRow, readGuided, readGuidedList } from './guided-store'
import type { GuidedFormView, GuidedStep, GuidedSummary, GuidedView, SignedView } from './guided-view'
import { chosenInWords } from './guided-words'
import { comparisonView, snapshotView, unfinishedLook } from './look-view'
import { signatureOf } from './sign-result'
import { type ComparisonRow, readComparisons, readNewestSnapshots, readSnapshot } from './snapshot-store'
import { readJobsOf, readReachableTargets, readTargets } from './target-store'

// What pages show. Reading is open to everybody who signed in.

/** Guided verifications on one page. */
export const guidedPerPage = 25
/** Weekly looks and comparisons that a page shows. */
const comparisonsShown = 30

const iso = (at: Date | null) => at?.toISOString() ?? null

/** The guided verifications of a system, newest first. */
export async function listGuided(
  _viewer: Viewer,
  systemId: string,
  page = 1,
): Promise<{ rows: GuidedSummary[]; total: number }> {
  if (!isId(systemId)) return { rows: [], total: 0 }
  const { rows, total } = await readGuidedList(systemId, {
    limit: guidedPerPage,
    offset: (page - 1) * guidedPerPage,
  })
  return {
    rows: rows.map((row) => ({
      ...row,
      createdAt: row.createdAt.toISOString(),
      migratedAt: iso(row.migratedAt),
      signedAt: iso(row.signedAt),
      recheckAt: iso(row.recheckAt),
    })),
    total,
  }
}

async function guidedRow({ systemId, id }: GuidedAt, on?: Sql): Promise<GuidedRow> {
  const guided = isId(systemId) && isId(id) ? await readGuided({ systemId, id }, on) : null
  if (!guided) throw new Problem('not-found', missingGuided)
  return guided
}

/** As of one moment: a state read before the work ended, beside work read after it, would wait for an end that is past. */
const readWhole = (viewer: Viewer, at: GuidedAt) =>
  inSnapshot(async (on) => {
    const guided = await guidedRow(at, on)
    const newest = await readNewestSnapshots(guided.id, { takenOnly: false }, on)
    const comparisons = await readComparisons(guided.id, comparisonsShown, on)
    const subjects = [...Object.values(newest), ...comparisons].map(({ id }) => id)
    return {
      guided,
      newest,
      comparisons,
      snapshots: await withTaken(guided.id, newest, on),
      jobs: await newestJobs(viewer, subjects, on),
      now: await databaseNow(on),
    }
  })

/** One guided verification with its snapshots and comparisons. Throws not-found. */
export async function getGuided(viewer: Viewer, at: GuidedAt): Promise<GuidedView> {
  const { guided, newest, snapshots, comparisons, jobs, now } = await readWhole(viewer, at)
  const main = comparisons.find(({ isRecheck }) => !isRecheck) ?? null
  const rechecks = comparisons.filter(({ isRecheck }) => isRecheck)
  const facts = {
    ...guided,
    beforeAt: snapshots.before?.takenAt ?? null,
    comparison: main?.summary ?? null,
    recheck: rechecks.find(({ summary }) => summary)?.summary ?? null,
  }
  const { secrets: _s, payload: _p, teamId, archivedAt, accepted, ...row } = guided
  return {
    ...row,
    createdAt: guided.createdAt.toISOString(),
    migratedAt: iso(guided.migratedAt),
    signedAt: iso(guided.signedAt),
    recheckAt: iso(guided.recheckAt),
    open: main?.summary?.open ?? null,
    chosen: await chosenOf(guided),
    next: nextStep(guided, main),
    headline: guidedHeadline(facts, viewer.timeZone, now),
    before: snapshotView(snapshots.before, newest.before, jobs),
    after: snapshotView(snapshots.after, newest.after, jobs),
    comparison: main && comparisonView(main, jobs),
    rechecks: [
      ...unfinishedLook(newest.recheck, jobs),
      ...rechecks.map((each) => comparisonView(each, jobs)),
    ],
    accepted: accepted.map(({ byId: _, ...each }, index) => ({
      ...each,
      id: acceptanceKey(each),
      covers: main?.summary?.covers[index] ?? 0,
    })),
    statement: statementOf(guided),
    editable: canMaintain(viewer, { teamId }) && archivedAt === null,
  }
}

const statementOf = ({ payload }: GuidedRow): string =>
  payload === null ? '' : (JSON.parse(payload) as { statement: string }).statement

type Newest = Awaited<ReturnType<typeof readNewestSnapshots>>

/** Of each side the one that counts: the newest that was taken. */
async function withTaken(guidedId: string, newest: Newest, on: Sql): Promise<Newest> {
  const isTaken = Object.values(newest).every(({ takenAt }) => takenAt !== null)
  return isTaken ? newest : readNewestSnapshots(guidedId, { takenOnly: true }, on)
}

function nextStep({ state, migratedAt }: GuidedRow, main: ComparisonRow | null): GuidedStep | null {
  if (state === 'signed' || state === 'cancelled') return null
  if (state === 'planned') return 'before'
  if (!migratedAt) return 'migrate'
  if (state === 'before-taken') return 'after'
  return state === 'after-taken' || !main?.comparedAt ? 'compare' : 'sign'
}

async function chosenOf({ config, systemId }: GuidedRow): Promise<GuidedView['chosen']> {
  const places = [
    ...config.databases.flatMap(({ before, after }) => [before, after]),
    ...config.dependencies.map(({ place }) => place),
  ]
  const ids = places.flatMap((place) => (place.type === 'target' ? [place.targetId] : []))
  const jobIds = config.jobs.map(({ id }) => id)
  const [targets, jobs] = await Promise.all([
    ids.length > 0 ? readTargets(ids) : [],
    jobIds.length > 0 ? readJobsOf(systemId, jobIds) : [],
  ])
  return chosenInWords(config, {
    targets: new Map(targets.map(({ id, address }) => [id, address])),
    jobs: new Map(jobs.map(({ id, name }) => [id, name])),
  })
}

/** What the form offers. Throws not-found, forbidden. */
export async function getGuidedForm(viewer: Viewer, systemId: string): Promise<GuidedFormView> {
  const system = isId(systemId) ? await readProofSystem(systemId) : null
  if (!system || system.archivedAt)
    throw new Problem('not-found', 'There is no such system. It may have been removed.')
  permit(
    canMaintain(viewer, system),
    'Verifying a migration needs the role maintainer in the team that owns the system. A manager or admin can do it or give it to you.',
  )
  const [targets, jobs] = await Promise.all([readReachableTargets(system.id), readJobsOf(system.id, 'all')])
  const own = targets.find(({ kind, systemId: of }) => kind === 'postgres' && of === system.id)
  return {
    system: { id: system.id, name: system.name },
    databases: targets
      .filter(({ kind, systemId: of }) => kind === 'postgres' && of === system.id)
      .map(({ id, address }) => ({ id, address })),
    needs: targets.map(({ id, address, systemName }) => ({ id, address, systemName })),
    jobs: jobs.map(({ type, id, name, detail }) => ({ value: `${type}:${id}`, name, detail })),
    values: own ? { database1Before: own.address } : {},
  }
}

/** What was signed. Throws not-found (also when it is not signed). */
export async function getSigned(viewer: Viewer, at: GuidedAt): Promise<SignedView> {
  const { payload, signature } = await guidedRow(at)
  if (payload === null || signature === null)
    throw new Problem('not-found', 'It is not signed yet: there is nothing to print.')
  return {
    guided: await getGuided(viewer, at),
    payload,
    signature,
    isIntact: signatureOf(payload) === signature,
  }
}

/** Which comparison is meant: one by its id, or the newest of before and after. Throws not-found. */
export async function comparisonOf(
  at: GuidedAt & { comparisonId: string | null },
): Promise<{ guided: GuidedRow; comparison: ComparisonRow; takenAt: Date | null }> {
  const guided = await guidedRow(at)
  const comparisons = await readComparisons(guided.id, 100)
  const comparison = comparisons.find(({ id, isRecheck, comparedAt }) =>
    at.comparisonId === null ? !isRecheck && comparedAt : id === at.comparisonId && comparedAt,
  )
  if (!comparison) throw new Problem('not-found', 'There is no such comparison, or it is not finished yet.')
  return { guided, comparison, takenAt: (await readSnapshot(comparison.afterId))?.takenAt ?? null }
}
