import { composeChecklist } from './compose'

/** Whether alerts deserve to be answered. */
export const alertQuality = composeChecklist(
  {
    key: 'alert-quality',
    title: 'Alert quality',
    purpose: 'Whether each alert deserves to be answered: clear, needed, complete, and somebody is there.',
    occasion: 'monthly',
  },
  [
    ['What to do', ['alerts.remediation-clear', 'alerts.runbook', 'alerts.newcomer-can-act']],
    [
      'Only when needed',
      [
        'alerts.actionable',
        'alerts.needless-last-week',
        'alerts.snoozed',
        'alerts.night-worthy',
        'alerts.two-classes',
        'alerts.fatigue-prevented',
      ],
    ],
    ['Enough to begin', ['alerts.context']],
    [
      'Somebody answers',
      [
        'alerts.responsible',
        'alerts.acknowledged',
        'alerts.path-proven',
        'findings.on-time',
        'findings.owned',
        'findings.dates-kept',
      ],
    ],
  ],
)
