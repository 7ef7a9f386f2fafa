import { composeChecklist } from './compose'

/** Security by rhythm: what is looked at daily, weekly, monthly, quarterly. */
export const securityHygiene = composeChecklist(
  {
    key: 'security-hygiene',
    title: 'Security hygiene',
    purpose: 'What is looked at daily, weekly, monthly and quarterly so that an intruder has a hard time.',
    occasion: 'quarterly',
  },
  [
    ['Daily', ['security.failed-logins', 'security.intrusion-noticed']],
    ['Weekly', ['security.updates-looked-for', 'security.updates-applied', 'security.audit-log']],
    [
      'Monthly',
      [
        'security.dependencies-scanned',
        'certificates.audited',
        'certificates.renewal',
        'database.version-supported',
      ],
    ],
    [
      'Quarterly',
      [
        'security.access-reviewed',
        'security.secrets-rotated',
        'certificates.keys-and-tokens',
        'security.first-target',
      ],
    ],
  ],
)
