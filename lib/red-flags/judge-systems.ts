import { databaseNow, inSqlTransaction, sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { factsBatch, loadSystemFacts } from '@/lib/facts/store'
import type { SystemFacts } from '@/lib/facts/system-facts'
import { clearFindings, type Fault, raiseFindings } from '@/lib/findings/raise-finding'
import { log } from '@/lib/log'
import { type KnownRule, knownRules } from './active-rules'
import { identityOf } from './fault-identity'
import { type FlagReading, unknown } from './flag-reading'
import { readStoredRules } from './rule-store'
import {
  holdForJudging,
  type NewState,
  onlyLive,
  readDueSystems,
  readStates,
  storeStates,
} from './state-store'

/** How old a judgement may become before the worker makes a new one. */
export const judgeEverySeconds = 15 * 60

/** What judging came to. */
export interface Judged {
  systems: number
  changes: number
}

/** Judges the systems that have waited longest, at most so many; the worker calls this again and again. */
export async function judgeDueSystems(limit: number): Promise<Judged> {
  const rules = (await enabledRules()).map(({ rule, updatedAt }) => ({ key: rule.key, updatedAt }))
  return judgeSystems(await readDueSystems(sql(), rules, { olderThanSeconds: judgeEverySeconds, limit }))
}

/**
 * Judges every rule that is on for these systems, archived ones left out, from the newest facts: what a flag says is
 * stored, a change adds to its history, raised flags have a finding, cleared ones verify it. Unknown does neither.
 */
export async function judgeSystems(systemIds: readonly string[]): Promise<Judged> {
  const total: Judged = { systems: 0, changes: 0 }
  for (let start = 0; start < systemIds.length; start += factsBatch) {
    const batch = systemIds.slice(start, start + factsBatch)
    const judged = await inSqlTransaction((on) => judgeBatch(on, batch))
    total.systems += judged.systems
    total.changes += judged.changes
  }
  return total
}

/** The rules that are switched on, with their thresholds. */
export const enabledRules = async (on?: Sql): Promise<KnownRule[]> =>
  knownRules(await readStoredRules(on)).filter(({ enabled }) => enabled)

async function judgeBatch(on: Sql, systemIds: readonly string[]): Promise<Judged> {
  await holdForJudging(on, systemIds)
  const rules = await enabledRules(on)
  const live = await onlyLive(on, systemIds)
  const facts = await loadSystemFacts(live, on)
  const before = new Map(
    (await readStates(on, live)).map(({ systemId, flagKey, status }) => [`${systemId} ${flagKey}`, status]),
  )
  const readings = facts.flatMap((each) => rules.map((known) => readingOf(each, known)))
  const states = readings.map(
    ({ facts: { system }, known: { rule }, reading }): NewState => ({
      systemId: system.id,
      flagKey: rule.key,
      from: before.get(`${system.id} ${rule.key}`) ?? null,
      ...reading,
    }),
  )
  await storeStates(on, states, await databaseNow(on))
  await raiseFindings(on, readings.filter(({ reading }) => reading.status === 'raised').map(faultOf))
  await clearFindings(
    on,
    states
      .filter(({ from, status }) => status === 'clear' && from !== 'clear')
      .map(({ systemId, flagKey, sentence }) => ({ ...identityOf(systemId, flagKey), comment: sentence })),
  )
  return { systems: facts.length, changes: states.filter(({ from, status }) => from !== status).length }
}

interface Reading {
  facts: SystemFacts
  known: KnownRule
  reading: FlagReading
}

function readingOf(facts: SystemFacts, known: KnownRule): Reading {
  return { facts, known, reading: judged(facts, known) }
}

/** One rule that breaks must not silence the others: what it was to say is not known then. */
function judged(facts: SystemFacts, { rule, numbers }: KnownRule): FlagReading {
  try {
    return rule.evaluate(facts, numbers)
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    log.error({ rule: rule.key, system: facts.system.id, error: said }, 'red-flag rule broke')
    return { ...unknown('The rule broke on these facts: the log of the worker says how.'), clauses: [] }
  }
}

function faultOf({ facts, known: { rule }, reading }: Reading): Fault {
  const { title, clears, severity, severityReason } = rule
  return {
    ...identityOf(facts.system.id, rule.key),
    origin: 'red-flag',
    kind: 'red-flag',
    title: `Red flag: ${title}`,
    detail: reading.sentence,
    remediation: clears,
    severity,
    severityReason,
    evidence: { flag: rule.key, clauses: reading.clauses.map((clause) => ({ ...clause })) },
  }
}
