import { lastBackup, readLogs, restoreTest, weeklyNumbers, whatRunsOut } from './every-system'
import {
  accessReview,
  auditLog,
  certificateAudit,
  failedLogins,
  intrusionSigns,
  secretRotation,
  securityUpdates,
  vulnerabilityScan,
} from './security'
import { type StarterSet, starterTask } from './starter-task'

/** Redis and Valkey: memory, and whether keys ever end. */
export const redisSet: StarterSet = {
  key: 'redis',
  noun: 'a Redis store',
  name: 'Redis',
  tasks: [
    lastBackup,
    readLogs,
    starterTask({
      key: 'redis.memory',
      tier: 'daily',
      title: 'Look at memory against its limit',
      why: 'All of it lives in memory. At the limit it either throws keys away or refuses writes, and without a limit the kernel ends it.',
      procedure:
        '1. INFO memory: used_memory against maxmemory, and mem_fragmentation_ratio.\n2. INFO stats: evicted_keys since yesterday; more than none on a store that is no cache is lost data.\n3. Above 80 %: what grew? redis-cli --bigkeys off hours.',
      expectedMinutes: 5,
      evidenceWanted: 'Memory in use, limit, and evicted keys',
      measureLabel: 'Memory in use',
      measureUnit: '%',
      idempotent: 'yes',
      idempotentProof: 'Looking changes nothing.',
    }),
    failedLogins,
    intrusionSigns,
    starterTask({
      key: 'redis.keys-without-end',
      tier: 'weekly',
      title: 'Count keys that never expire',
      why: 'A cache entry without an end is a leak: small each, found when the memory is full.',
      procedure:
        '1. INFO keyspace: keys against expires per database.\n2. Sample keys without an end (SCAN, never KEYS) and group them by prefix.\n3. Each prefix either needs no end, and somebody says why, or gets one in the code that writes it.',
      expectedMinutes: 15,
      evidenceWanted: 'Share of keys without an end, by prefix',
      measureLabel: 'Keys without an end',
      measureUnit: '%',
      idempotent: 'yes',
      idempotentProof: 'Counting changes nothing.',
      after: 'redis.memory',
    }),
    securityUpdates,
    auditLog,
    weeklyNumbers,
    starterTask({
      key: 'redis.expiry-policy',
      tier: 'monthly',
      title: 'Confirm the policy of expiry and eviction',
      why: 'What happens at the limit is one setting: lose the least used, lose at random, or refuse to write. The wrong one is noticed on the busiest day.',
      procedure:
        '1. CONFIG GET maxmemory and maxmemory-policy: do they fit what the store is, cache or record?\n2. Is the configuration on disk the same as the running one? CONFIG REWRITE, or put it back.\n3. Persistence (RDB, AOF) on where the data must survive; look when it was last saved.',
      expectedMinutes: 10,
      evidenceWanted: 'Limit, policy, and the last save',
      idempotent: 'yes',
      idempotentProof: 'Setting the same policy changes nothing.',
      needsVerification: true,
      after: 'redis.keys-without-end',
    }),
    restoreTest,
    certificateAudit,
    vulnerabilityScan,
    { ...whatRunsOut, after: 'redis.expiry-policy' },
    accessReview,
    secretRotation,
  ],
}
