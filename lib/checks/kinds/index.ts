import type { AnyCheckDefinition } from '../define-check'
import { alSchedulerLag } from './al-scheduler-lag'
import { alUnknownRate } from './al-unknown-rate'
import { bkAge } from './bk-age'
import { bkSize } from './bk-size'
import { dnsResolve } from './dns-resolve'
import { hostDiskFree } from './host-disk-free'
import { hostFdSystem } from './host-fd-system'
import { hostInodes } from './host-inodes'
import { hostMemory } from './host-memory'
import { hostPackages } from './host-packages'
import { hostRebootRequired } from './host-reboot-required'
import { httpBody } from './http-body'
import { httpLatency } from './http-latency'
import { httpStatus } from './http-status'
import { pgAutovacuumDue } from './pg-autovacuum-due'
import { pgAutovacuumOff } from './pg-autovacuum-off'
import { pgConnections } from './pg-connections'
import { pgDbSizeGrowth } from './pg-db-size-growth'
import { pgDeadTuples } from './pg-dead-tuples'
import { pgExtensionsOutdated } from './pg-extensions-outdated'
import { pgIdleInTransaction } from './pg-idle-in-transaction'
import { pgInvalidIndexes } from './pg-invalid-indexes'
import { pgLargestTables } from './pg-largest-tables'
import { pgLongTransaction } from './pg-long-transaction'
import { pgNeverVacuumed } from './pg-never-vacuumed'
import { pgSchemaDrift } from './pg-schema-drift'
import { pgSequenceExhaustion } from './pg-sequence-exhaustion'
import { pgSettingsDrift } from './pg-settings-drift'
import { pgSettingsRisky } from './pg-settings-risky'
import { pgStaleStats } from './pg-stale-stats'
import { pgStatsAge } from './pg-stats-age'
import { pgSuperusers } from './pg-superusers'
import { pgUp } from './pg-up'
import { pgVersion } from './pg-version'
import { pgWraparound } from './pg-wraparound'
import { pgXminHorizon } from './pg-xmin-horizon'
import { secCronNew } from './sec-cron-new'
import { secOpenPorts } from './sec-open-ports'
import { tcpOpen } from './tcp-open'
import { tlsChain } from './tls-chain'
import { tlsExpiry } from './tls-expiry'

/** Every kind of check, in the order of the catalogue. A new kind is one file and one line here. */
export const checkKinds: readonly AnyCheckDefinition[] = [
  // network
  httpStatus,
  httpBody,
  httpLatency,
  tcpOpen,
  dnsResolve,
  tlsExpiry,
  tlsChain,
  // postgres
  pgUp,
  pgVersion,
  pgConnections,
  pgIdleInTransaction,
  pgLongTransaction,
  pgXminHorizon,
  pgWraparound,
  pgAutovacuumOff,
  pgAutovacuumDue,
  pgDeadTuples,
  pgNeverVacuumed,
  pgStaleStats,
  pgStatsAge,
  pgInvalidIndexes,
  pgSequenceExhaustion,
  pgSettingsRisky,
  pgDbSizeGrowth,
  pgLargestTables,
  pgSettingsDrift,
  pgExtensionsOutdated,
  pgSuperusers,
  pgSchemaDrift,
  // host
  hostDiskFree,
  hostInodes,
  hostMemory,
  hostFdSystem,
  hostRebootRequired,
  hostPackages,
  secOpenPorts,
  secCronNew,
  // backup
  bkAge,
  bkSize,
  // self
  alSchedulerLag,
  alUnknownRate,
]

const byKind = new Map(checkKinds.map((definition) => [definition.kind, definition]))

/** The definition of a kind, or undefined when this version does not know it. */
export function findCheckKind(kind: string): AnyCheckDefinition | undefined {
  return byKind.get(kind)
}
