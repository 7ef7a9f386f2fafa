import type { z } from 'zod'
import type { Json } from '@/lib/json'
import type { PostgresAccess } from '@/lib/probes/postgres'
import type { ProbeContext } from '@/lib/probes/probe-context'
import type { ResolvedTarget, TargetKind } from '@/lib/systems/target-address'
import type { Observations } from './observation'
import type { Verdict } from './verdict'

export type Severity = 'critical' | 'high' | 'medium' | 'low'
export type Tier = 'continuous' | 'daily' | 'weekly' | 'monthly' | 'quarterly'
export type Dimension =
  | 'service-health'
  | 'dependencies'
  | 'resources'
  | 'certificates'
  | 'data-integrity'
  | 'backup'
  | 'security'
  | 'alerting'
  | 'database'

/** One thing inside a target that is judged for itself: a table, a certificate, a mount point. */
export interface ResourceVerdict {
  /** Stable identity: part of the finding's fingerprint, so never a measured value. */
  name: string
  value: number | null
  verdict: Verdict
  /** Half a sentence for people: "3.1 M dead rows, 42 % of the table". */
  detail?: string
}

/** What `judge` says about the facts. `reason` is a full sentence, also when all is well. */
export interface Judgement {
  verdict: Verdict
  reason: string
  value: number | null
  unit: Unit | null
  thresholds: { warn: number | null; fail: number | null }
  /** Worst first, at most 50; empty where the target itself is the resource. */
  resources: ResourceVerdict[]
  /** JSON-safe facts behind the verdict, at most 16 KB; never a secret. */
  evidence: { [key: string]: Json | undefined }
  /** Further series besides `value`, by key. */
  samples?: { key: string; value: number; unit: Unit }[]
  /** What this run saw of things that change only when somebody changes them; the difference is an event. */
  observations?: Observations
}

export type Unit = 'ms' | 's' | 'h' | 'days' | '%' | 'bytes' | 'bytes/day' | 'count' | 'transactions' | 'code'

/** A sample of one of this check's own series, oldest first. */
export interface PastSample {
  at: Date
  value: number
}

/** What a kind's `collect` may use. Everything it opens ends with `probe.signal`. */
export interface CheckIo {
  target: ResolvedTarget
  probe: ProbeContext
  /** The database's clock at the start of the run. */
  now: Date
  /** Opens a read-only audit session to a PostgreSQL target; see lib/probes/postgres.ts. */
  postgres: PostgresAccess
  /** Samples of this check's own series since then; empty where there is no history (command line). */
  history(key: string, since: Date): Promise<PastSample[]>
  /** Facts about the product itself, for `self` targets; the engine provides them. */
  engineFacts(): Promise<EngineFacts>
}

/** What the engine knows about itself; judged by the al.* kinds. */
export interface EngineFacts {
  /** Seconds by which the latest due check is overdue right now; 0 when nothing is late. */
  lagSeconds: number
  /** Largest lateness of a started run in the last 10 minutes, in seconds. */
  worstLatenessSeconds: number
  checks: number
  /** Checks whose state reads unknown right now. */
  unknownChecks: number
  workersAlive: number
  /** Rows that fell into a default partition: ranges were not created ahead. */
  rowsInDefaultPartitions: number
}

export interface CheckDefinition<Config = unknown, Facts = unknown> {
  /** Id of the catalogue, e.g. `tls.expiry`. */
  kind: string
  /** Noun phrase for lists: "Certificate expiry". */
  title: string
  /** What a passing run proves, one sentence. */
  proves: string
  dimension: Dimension
  tier: Tier
  /** Kinds of target that it can be asked of. */
  targets: readonly TargetKind[]
  /** Default schedule in seconds: network 60, database and host 300, else the tier's. */
  intervalSeconds: number
  timeoutMs: number
  /** Consecutive non-ok runs until the state follows: 2 for network checks, 1 for facts. */
  failAfter: number
  /** Needs samples of earlier runs; skipped by the command line. */
  needsHistory?: boolean
  /** Proposed, switched on, when a target of its kind is added. */
  proposed: boolean
  severity: { warn: Severity; fail: Severity }
  /** Settings with their defaults; the form, the API and the docs page are generated from it. */
  config: z.ZodType<Config>
  /** Where the default thresholds come from. */
  thresholdSource: string
  /** What to do when it fails: sentences for whoever is on call. */
  remediation: string
  /** What it must be allowed to do, with the grant to run; "none" where nothing is needed. */
  privileges: string
  collect(config: Config, io: CheckIo): Promise<Facts>
  /** Pure. */
  judge(facts: Facts, config: Config, now: Date): Judgement
  /** Facts that pass and facts that fail under the default config: documentation and contract test. */
  examples: { passing: Facts; failing: Facts }
}

/** A kind whose config and facts are its own business: what the registry and the engine see. */
export type AnyCheckDefinition = CheckDefinition<unknown, unknown>

/** Declares a kind of check: one file in `kinds/`, one line in `kinds/index.ts`. */
export function defineCheck<Config, Facts>(
  definition: CheckDefinition<Config, Facts>,
): CheckDefinition<Config, Facts> {
  return definition
}
