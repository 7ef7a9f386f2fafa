import { composeChecklist } from './compose'

/** After a move, an upgrade or a restore: five areas in which something may have been left behind. */
export const postMigration = composeChecklist(
  {
    key: 'post-migration',
    title: 'Post-migration verification',
    purpose: 'After a move, an upgrade or a restore: find what was left behind before users do.',
    occasion: 'event',
  },
  [
    ['Records', ['migration.records-match']],
    ['Files', ['migration.files-exist', 'migration.both-sides-named']],
    ['Volumes', ['migration.volumes-mounted']],
    ['Dependencies', ['migration.dependencies-reachable']],
    ['Background jobs', ['migration.jobs-run']],
  ],
)
