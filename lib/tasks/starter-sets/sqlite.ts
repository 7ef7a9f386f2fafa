import { deepClean, lastBackup, readLogs, restoreTest, weeklyNumbers } from './every-system'
import {
  accessReview,
  failedLogins,
  intrusionSigns,
  secretRotation,
  securityUpdates,
  vulnerabilityScan,
} from './security'
import { type StarterSet, starterTask } from './starter-task'

/** SQLite: one file that nobody looks after by itself. */
export const sqliteSet: StarterSet = {
  key: 'sqlite',
  noun: 'an SQLite database',
  name: 'SQLite',
  tasks: [
    lastBackup,
    readLogs,
    failedLogins,
    intrusionSigns,
    starterTask({
      key: 'sqlite.analyze',
      tier: 'weekly',
      title: 'ANALYZE, so that queries find their index',
      why: 'Without statistics the planner guesses from the shape of the schema alone, and keeps guessing as the data changes.',
      procedure:
        '1. PRAGMA optimize; it analyzes what needs it. On a database that was never analyzed run ANALYZE once.\n2. EXPLAIN QUERY PLAN of the slowest query: SEARCH, not SCAN.\n3. Let the application run PRAGMA optimize when it closes.',
      expectedMinutes: 5,
      evidenceWanted: 'Plan of the slowest query',
      idempotent: 'yes',
      idempotentProof: 'Statistics are replaced, nothing is added.',
      after: 'common.backups',
    }),
    starterTask({
      key: 'sqlite.wal-size',
      tier: 'weekly',
      title: 'Look at the size of file and write-ahead log',
      why: 'A reader that never ends keeps the write-ahead log from being folded back: it grows without a limit and makes each read slower.',
      procedure:
        '1. Size of the file and of its -wal.\n2. A log larger than the file: which reader stays open? PRAGMA wal_checkpoint(TRUNCATE) once it is gone.\n3. The folder lies on a local disk, never on a network share.',
      expectedMinutes: 5,
      evidenceWanted: 'Both sizes',
      measureLabel: 'Size of the write-ahead log',
      measureUnit: 'MB',
      idempotent: 'yes',
      idempotentProof: 'A log that is folded back is empty.',
      after: 'common.backups',
    }),
    securityUpdates,
    weeklyNumbers,
    starterTask({
      key: 'sqlite.vacuum',
      tier: 'monthly',
      title: 'VACUUM and check the file',
      why: 'Deleted rows leave free pages that are never given back. A damaged page stays unnoticed until the one query that needs it.',
      procedure:
        '1. PRAGMA integrity_check first: anything but “ok” means restore, not vacuum.\n2. PRAGMA freelist_count against page_count; below a tenth leave it.\n3. VACUUM writes the file anew: it needs the space twice and locks out writers. VACUUM INTO makes a clean copy without that.',
      expectedMinutes: 20,
      evidenceWanted: 'Answer of the check, size before and after',
      measureLabel: 'Space given back',
      measureUnit: 'MB',
      idempotent: 'yes',
      idempotentProof: 'A second run rewrites the same pages.',
      needsDowntime: true,
      needsVerification: true,
      after: 'sqlite.analyze',
    }),
    deepClean,
    restoreTest,
    vulnerabilityScan,
    accessReview,
    secretRotation,
  ],
}
