import type { Sections } from '../playbook-item'

/** Alerts, reports, scripts, schedules, and the short forms at the end. */
export const operations: Sections = {
  'Alerting: questions': [
    [
      'Can somebody act on it at three in the morning?',
      'control:alerts.night-worthy',
      'control:alerts.remediation-clear',
    ],
    [
      'What needs attention, what wakes somebody?',
      'control:alerts.two-classes',
      'control:alerts.acknowledged',
    ],
    ['What keeps people from tiring of alerts?', 'control:alerts.fatigue-prevented', 'flag:ignored-alerts'],
    ['Who notices when alerting stops?', 'control:alerts.path-proven', 'flag:fire-drill-missing'],
  ],
  'Alert quality': [
    ['It says what to do', 'control:alerts.remediation-clear', 'control:alerts.runbook'],
    ['It fires only when somebody must act', 'control:alerts.actionable'],
    ['It carries what is needed to begin', 'control:alerts.context'],
    ['Somebody answers for it', 'control:alerts.responsible', 'control:findings.owned', 'flag:single-owner'],
    ['A snoozed alert is a wrong alert', 'control:alerts.snoozed', 'flag:ignored-alerts'],
    [
      'Counted: alerts of last week that were for nothing',
      'control:alerts.needless-last-week',
      'flag:ignored-alerts',
    ],
  ],
  'Reporting: questions': [
    [
      'Which trends matter for capacity?',
      'task:common.capacity',
      'control:reports.trends',
      'check:pg.db_size_growth',
    ],
    ['What do you want to know before Monday?', 'task:common.report', 'control:reports.monday'],
    ['Which numbers are the system, which the business?', 'control:reports.business-health'],
  ],
  'Weekly report': [
    [
      'How resources moved, not only where they are',
      'task:common.report',
      'control:reports.monday',
      'control:reports.trends',
    ],
    ['Backups: state and age', 'task:common.report', 'control:reports.monday', 'check:bk.age'],
    [
      'Security: failed attempts, pending updates',
      'task:security.failed-logins',
      'task:security.updates',
      'control:reports.monday',
      'control:security.failed-logins',
    ],
    [
      'What changed unexpectedly',
      'task:common.report',
      'control:reports.monday',
      'control:reports.unexpected-changes',
    ],
    ['What, seen sooner, would have spared you the last incident?', 'control:incidents.lesson'],
  ],
  'Script structure': [
    ['It stops at the first error', 'control:script.stops-on-error'],
    ['Settings stand apart from the steps', 'control:script.configuration-apart'],
    ['One function logs, with the time', 'control:script.logged'],
    ['One function alerts, and its failure does no harm', 'control:script.fails-loudly'],
    ['Each piece of work can run again', 'control:script.idempotent'],
    ['A step makes the backup', 'control:script.one-entry-per-rhythm', 'control:backup.runs'],
    ['A step checks health', 'control:script.one-entry-per-rhythm', 'control:health.end-to-end'],
    ['A step vacuums', 'control:script.one-entry-per-rhythm', 'control:database.cleanup-sufficient'],
    ['A step reports', 'control:script.one-entry-per-rhythm', 'control:reports.monday'],
    ['An argument chooses the rhythm', 'control:script.one-entry-per-rhythm'],
  ],
  'Automation principles': [
    ['Safe to run again', 'control:script.idempotent'],
    ['Logged: when, and what happened', 'control:script.logged', 'control:cron.output-kept'],
    ['Fails loudly', 'control:script.fails-loudly'],
    ['Says why', 'control:script.documented'],
    ['Tried: the same script, two times', 'control:script.idempotent'],
  ],
  'Cron pattern': [
    ['Daily work in the quiet hours', 'control:cron.low-traffic-window'],
    ['Weekly work after the daily work', 'control:cron.weekly-after-daily'],
    ['Monthly work after the weekly work', 'control:cron.monthly-last'],
  ],
  'Cron checklist': [
    ['Absolute paths', 'control:cron.absolute-paths'],
    ['Output goes to a log', 'control:cron.output-kept'],
    ['Long jobs have a wrapper', 'control:cron.wrapper'],
    ['Tried by hand first', 'control:cron.tried-by-hand'],
    [
      'What if it fails without a sound?',
      'task:host.scheduled-jobs',
      'control:cron.silence-noticed',
      'control:script.fails-loudly',
    ],
  ],
  'Getting started': [
    [
      'Database: is maintenance scheduled, and enough?',
      'control:database.maintenance-scheduled',
      'control:database.cleanup-sufficient',
    ],
    ['Backups: when was a restore tested?', 'task:common.restore-test', 'control:backup.restore-tested'],
    ['Health: the smallest check of the whole way', 'control:health.end-to-end'],
    [
      'Resources: what runs out first, and how will you know?',
      'control:resources.first-to-run-out',
      'control:resources.all-watched',
    ],
    ['Security: when was the last update?', 'control:security.updates-applied'],
    [
      'Certificates: when do they end, and who is told?',
      'control:certificates.watched',
      'control:certificates.owner-notified',
    ],
    [
      'Alerts: can somebody act, or are they tired of them?',
      'control:alerts.actionable',
      'control:alerts.fatigue-prevented',
    ],
    ['Reports: which trends should you watch?', 'control:reports.trends'],
  ],
  'Red flags': [
    [
      'It waits until it is a problem',
      'flag:postponed',
      'control:findings.dates-kept',
      'control:findings.on-time',
    ],
    ['Backups that nobody restored', 'flag:unproven-backup'],
    ['Alerts that nobody heeds any more', 'flag:ignored-alerts'],
    ['A disk that was cleaned in an emergency', 'flag:emergency-disk'],
    ['Users reported the expired certificate', 'flag:surprise-expiry'],
    ['Files missing after a move', 'flag:missing-after-migration'],
  ],
  Summary: [
    [
      'Prevention counts, not impressive automation',
      'control:maintenance.on-time',
      'control:incidents.lesson',
    ],
    ['Whatever here can fail without a sound', 'core:breaks-silently', 'control:health.dependencies-silent'],
    [
      'What would you want to know before it is urgent?',
      'control:resources.two-levels',
      'control:reports.monday',
    ],
    ['What did the last incident teach about maintenance?', 'control:incidents.lesson'],
    ['Then let a machine know it', 'control:maintenance.automated'],
  ],
  'Related practices': [
    [
      'Observability: seeing complements preventing',
      'control:monitoring.blind-spots',
      'control:monitoring.watched',
    ],
    ['Reliability work: less toil', 'control:maintenance.automated'],
    ['Incidents become fewer', 'control:incidents.lesson'],
    [
      'Disaster recovery rests on backups',
      'task:common.restore-test',
      'control:backup.restore-tested',
      'control:backup.loss-within-goal',
      'control:backup.restore-in-time',
    ],
    [
      'Servers are looked after regularly',
      'task:host.restart',
      'task:host.log-rotation',
      'task:security.updates',
      'control:security.updates-applied',
      'check:host.disk_free',
    ],
  ],
}
