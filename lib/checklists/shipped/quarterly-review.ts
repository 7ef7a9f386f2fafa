import { composeChecklist } from './compose'

/**
 * The quarterly walk: 24 questions. Fifteen are answered by checks of a database, a host and a backup folder, one by
 * all checks together, three by records of restores, alerts and tasks; two need a choice of a person (certificates
 * only where no check sees them), three a judgement in words.
 */
export const quarterlyReview = composeChecklist(
  {
    key: 'quarterly-review',
    title: 'Quarterly review',
    purpose:
      'Once a quarter, with evidence: is this system really maintained, what changed, and what has to change?',
    occasion: 'quarterly',
  },
  [
    ['Backups', ['backup.runs', 'backup.size-plausible', 'backup.restore-tested']],
    [
      'Database',
      [
        'database.cleanup-automatic',
        'database.cleanup-sufficient',
        'database.cleanup-unhindered',
        'database.statistics-current',
        'database.limits-far',
        'database.indexes-sound',
        'database.settings-safe',
        'database.version-supported',
      ],
    ],
    [
      'Resources',
      [
        'resources.disk',
        'resources.memory',
        'resources.open-files',
        'resources.connections',
        'resources.growth',
      ],
    ],
    ['Certificates', ['certificates.expiry']],
    ['Security', ['security.access-reviewed']],
    ['Maintenance', ['monitoring.blind-spots', 'alerts.actionable', 'maintenance.on-time']],
    ['Looking ahead', ['core.whats-new', 'incidents.lesson', 'maintenance.schedule-fits']],
  ],
)
