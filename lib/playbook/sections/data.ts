import type { Sections } from '../playbook-item'

/** Databases and backups. */
export const data: Sections = {
  'Database: questions': [
    ['Does it maintain itself?', 'check:pg.autovacuum_off', 'control:database.cleanup-automatic'],
    [
      'Is that enough for how it is written?',
      'check:pg.autovacuum_due',
      'check:pg.never_vacuumed',
      'control:database.cleanup-reaches-all',
      'check:pg.xmin_horizon',
      'control:database.cleanup-sufficient',
      'control:database.cleanup-unhindered',
    ],
    [
      'How is bloat seen before it hurts?',
      'task:postgres.bloat',
      'check:pg.dead_tuples',
      'control:database.bloat-noticed',
    ],
    [
      'What is done about indexes?',
      'control:database.indexes-sound',
      'task:postgres.reindex',
      'check:pg.invalid_indexes',
      'control:database.index-care',
    ],
  ],
  'PostgreSQL patterns': [
    [
      'VACUUM ANALYZE of tables that are written much',
      'task:postgres.vacuum-analyze',
      'control:database.cleanup-sufficient',
      'check:pg.stale_stats',
    ],
    [
      'VACUUM FULL where much space is lost, with its lock',
      'task:postgres.vacuum-full',
      'control:database.bloat-noticed',
    ],
    [
      'REINDEX after bulk deletes and changes of the schema',
      'task:postgres.reindex',
      'control:database.index-care',
    ],
    [
      'Dead rows per table, counted',
      'task:postgres.bloat',
      'check:pg.dead_tuples',
      'control:database.bloat-noticed',
    ],
    ['Which tables are written most?', 'task:postgres.write-churn', 'control:database.write-pattern-known'],
  ],
  'Other databases': [
    ['MySQL: OPTIMIZE TABLE', 'task:mysql.optimize-table', 'control:database.product-upkeep'],
    ['MySQL: ANALYZE TABLE', 'task:mysql.analyze-table', 'control:database.product-upkeep'],
    ['MySQL: purge binary logs', 'task:mysql.binlog-purge', 'control:database.product-upkeep'],
    ['MongoDB: compact', 'task:mongodb.compact', 'control:database.product-upkeep'],
    ['MongoDB: rebuild indexes', 'task:mongodb.rebuild-indexes', 'control:database.product-upkeep'],
    ['MongoDB: size of the oplog', 'task:mongodb.oplog-size', 'control:database.product-upkeep'],
    ['Redis: memory', 'task:redis.memory', 'control:database.product-upkeep'],
    [
      'Redis: expiry of keys',
      'task:redis.expiry-policy',
      'task:redis.keys-without-end',
      'control:database.product-upkeep',
      'control:resources.short-lived',
    ],
    ['SQLite: VACUUM', 'task:sqlite.vacuum', 'control:database.product-upkeep'],
    ['SQLite: ANALYZE', 'task:sqlite.analyze', 'control:database.product-upkeep'],
    [
      'What does your database need instead?',
      'task:mysql.health',
      'task:mongodb.health',
      'task:sqlite.wal-size',
      'control:database.product-upkeep',
    ],
  ],
  'Backup strategy': [
    ['Three copies, two kinds of storage, one elsewhere', 'task:backup.copies', 'control:backup.copies'],
    ['How long copies are kept', 'task:backup.retention', 'control:backup.retention'],
    [
      'How a backup is verified',
      'task:backup.completeness',
      'task:backup.rebuild',
      'control:backup.size-plausible',
      'check:bk.size',
      'control:backup.restore-in-time',
    ],
    [
      'When was one last restored to verify it?',
      'task:common.restore-test',
      'control:backup.restore-tested',
      'flag:unproven-backup',
    ],
    [
      'Not lately? Plan a restore now',
      'task:common.restore-test',
      'flag:unproven-backup',
      'control:backup.restore-tested',
    ],
  ],
  'Post-migration verification': [
    ['Records match: rows are there, counts agree', 'control:migration.records-match'],
    ['Files that records name exist on disk', 'control:migration.files-exist'],
    ['Volumes are mounted where processes look', 'control:migration.volumes-mounted'],
    ['Everything outside can be reached', 'control:migration.dependencies-reachable'],
    ['Background jobs run, with access to all they need', 'control:migration.jobs-run'],
    [
      'The trap: the database moved, files did not, all looks healthy',
      'control:migration.files-exist',
      'flag:missing-after-migration',
    ],
    ['What lives in the database and on disk, and did both move?', 'control:migration.both-sides-named'],
  ],
}
