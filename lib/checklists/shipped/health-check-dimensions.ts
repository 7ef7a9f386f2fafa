import { composeChecklist } from './compose'

/** Five dimensions in which a system can be unwell, and whether each is looked at. */
export const healthCheckDimensions = composeChecklist(
  {
    key: 'health-check-dimensions',
    title: 'Health check dimensions',
    purpose: 'In which ways this system can be unwell, and which of them nobody looks at.',
    occasion: 'quarterly',
  },
  [
    ['Service health', ['health.end-to-end', 'health.endpoints', 'health.processes']],
    [
      'Dependencies',
      [
        'health.dependencies-known',
        'health.database-reachable',
        'health.cache',
        'health.queues',
        'health.dependencies-silent',
      ],
    ],
    ['Resources', ['resources.disk', 'resources.memory', 'resources.connections', 'resources.open-files']],
    ['Certificates', ['certificates.expiry', 'certificates.keys-and-tokens']],
    ['Data integrity', ['integrity.expected-counts', 'integrity.orphans']],
    [
      'The checks themselves',
      ['health.checks-actionable', 'health.checks-cheap', 'monitoring.blind-spots', 'monitoring.watched'],
    ],
  ],
)
