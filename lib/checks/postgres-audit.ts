import { formatNumber } from '@/lib/format/measure'
import type { Json } from '@/lib/json'
import type { PostgresSession } from '@/lib/probes/postgres'
import { quoteIdentifier } from '@/lib/probes/quote-identifier'
import type { CheckIo, Judgement, ResourceVerdict } from './define-check'
import { unknown } from './evaluate'
import { compareVerdicts } from './verdict'

/** Which server answered, and as whom: part of the evidence of every run. */
export interface ServerFacts {
  /** server_version_num, e.g. 180004. */
  version: number
  standby: boolean
  role: string
  database: string
  /** Whether the role sees what other sessions do (pg_read_all_stats, part of pg_monitor). */
  seesOtherSessions: boolean
}

/** Facts of a kind, with the server that they are of. */
export type OfServer<Facts> = Facts & { server: ServerFacts }

/** Asks a PostgreSQL its questions in one session. */
export function askPostgres<Facts>(
  io: CheckIo,
  ask: (session: PostgresSession) => Promise<Facts>,
): Promise<OfServer<Facts>> {
  return io.postgres(io.target, io.probe, async (session) => ({
    ...(await ask(session)),
    server: serverFacts(session),
  }))
}

/** Of an open session, what every judgement about a PostgreSQL server needs to know. */
export function serverFacts(session: PostgresSession): ServerFacts {
  return {
    version: session.serverVersion,
    standby: session.isStandby,
    role: session.roleName,
    database: session.databaseName,
    seesOtherSessions: session.seesOtherSessions,
  }
}

/** A server for the examples of kinds. */
export const exampleServer: ServerFacts = {
  version: 170010,
  standby: false,
  role: 'audit',
  database: 'shop',
  seesOtherSessions: true,
}

/** Completes a judgement: resources worst first and at most 50, the server in the evidence. */
export function judgementOf(
  server: ServerFacts,
  parts: Pick<
    Judgement,
    'verdict' | 'reason' | 'value' | 'unit' | 'thresholds' | 'samples' | 'observations'
  > & {
    resources?: ResourceVerdict[]
    evidence?: { [key: string]: Json }
  },
): Judgement {
  const { resources = [], evidence = {}, ...rest } = parts
  return {
    ...rest,
    resources: worstFirst(resources).slice(0, 50),
    evidence: { ...evidence, server: { ...server } },
  }
}

function worstFirst(resources: ResourceVerdict[]): ResourceVerdict[] {
  return [...resources].sort(
    (a, b) => compareVerdicts(a.verdict, b.verdict) || (b.value ?? 0) - (a.value ?? 0),
  )
}

/** "could not look" with the server in its evidence. */
export function unknownOf(server: ServerFacts, reason: string): Judgement {
  return { ...unknown(reason), evidence: { server: { ...server } } }
}

/** A question that this server has no answer to, by its nature. */
export function notApplicableTo(server: ServerFacts, reason: string): Judgement {
  return { ...unknownOf(server, reason), verdict: 'not-applicable' }
}

/** What to run so that the role sees other sessions. */
export function grantMonitor({ role }: ServerFacts): string {
  return `GRANT pg_monitor TO ${quoteIdentifier(role)};`
}

/** "1 table", "3 tables", "1,204 indexes". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`
}

/** "170010" as people write it: "17.10". */
export function versionName(version: number): string {
  return version >= 100_000
    ? `${Math.floor(version / 10_000)}.${version % 10_000}`
    : `${Math.floor(version / 10_000)}.${Math.floor(version / 100) % 100}.${version % 100}`
}

/** The version as something that is seen to change. */
export function versionOf({ version }: ServerFacts): { PostgreSQL: string } {
  return { PostgreSQL: versionName(version) }
}

/** What most kinds of this family have in common; each says so itself by spreading it. */
export const postgresDefaults = {
  targets: ['postgres'],
  timeoutMs: 20_000,
  proposed: true,
} as const
