import { composeChecklist } from './compose'

/** Hygiene of scheduled jobs and of the scripts that they start. */
export const cronAndScripts = composeChecklist(
  {
    key: 'cron-and-scripts',
    title: 'Cron and script hygiene',
    purpose: 'Whether scheduled jobs run when they should, can be repeated, and are heard when they fail.',
    occasion: 'quarterly',
  },
  [
    [
      'Scripts',
      [
        'script.idempotent',
        'script.stops-on-error',
        'script.configuration-apart',
        'script.logged',
        'script.fails-loudly',
        'script.documented',
        'script.one-entry-per-rhythm',
        'maintenance.automated',
      ],
    ],
    [
      'When',
      [
        'cron.low-traffic-window',
        'cron.weekly-after-daily',
        'cron.monthly-last',
        'maintenance.downtime-planned',
      ],
    ],
    [
      'How',
      [
        'cron.absolute-paths',
        'cron.output-kept',
        'cron.wrapper',
        'cron.tried-by-hand',
        'cron.silence-noticed',
      ],
    ],
  ],
)
