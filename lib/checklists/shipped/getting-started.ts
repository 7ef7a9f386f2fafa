import { composeChecklist } from './compose'

/** The first audit of a system: eight areas, what is done today and what nobody has thought of. */
export const gettingStarted = composeChecklist(
  {
    key: 'getting-started',
    title: 'Getting started',
    purpose:
      'The first look at a system: what is maintained today, what is only believed, and what nobody thought of.',
    occasion: 'event',
  },
  [
    [
      'Database',
      [
        'database.maintenance-scheduled',
        'database.cleanup-automatic',
        'database.cleanup-sufficient',
        'database.cleanup-reaches-all',
        'database.bloat-noticed',
        'database.write-pattern-known',
        'database.index-care',
        'database.product-upkeep',
      ],
    ],
    [
      'Backups',
      [
        'backup.runs',
        'backup.restore-tested',
        'backup.restore-in-time',
        'backup.loss-within-goal',
        'backup.copies',
        'backup.retention',
      ],
    ],
    ['Health', ['health.end-to-end', 'health.dependencies-known', 'monitoring.watched']],
    [
      'Resources',
      [
        'resources.all-watched',
        'resources.first-to-run-out',
        'resources.two-levels',
        'resources.logs-rotated',
      ],
    ],
    ['Security', ['security.updates-applied', 'security.intrusion-noticed', 'security.first-target']],
    ['Certificates', ['certificates.watched', 'certificates.renewal', 'certificates.owner-notified']],
    ['Alerts', ['alerts.actionable', 'alerts.fatigue-prevented', 'resources.alert-reaches-actor']],
    [
      'Reports',
      [
        'reports.trends',
        'reports.monday',
        'reports.business-health',
        'reports.unexpected-changes',
        'maintenance.reviewed',
        'onboarding.walkthroughs',
      ],
    ],
  ],
)
