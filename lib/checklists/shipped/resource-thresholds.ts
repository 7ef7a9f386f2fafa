import { composeChecklist } from './compose'

/** What can run out: how far away, why, and who can act. */
export const resourceThresholds = composeChecklist(
  {
    key: 'resource-thresholds',
    title: 'Resource thresholds',
    purpose: 'What can run out here, how near it is, what uses it up, and who can do something in time.',
    occasion: 'monthly',
  },
  [
    ['Disk', ['resources.disk', 'resources.disk-growth-cause', 'resources.logs-rotated', 'resources.growth']],
    ['Memory', ['resources.memory', 'resources.memory-cause']],
    ['Connections', ['resources.connections', 'resources.connections-cause']],
    ['Open files', ['resources.open-files', 'resources.open-files-cause']],
    [
      'Limits',
      [
        'resources.all-watched',
        'resources.two-levels',
        'resources.alert-reaches-actor',
        'resources.first-to-run-out',
        'resources.short-lived',
      ],
    ],
  ],
)
