/** What a person can say about a system, with examples plain enough to decide by. */
export const criticalityChoices = [
  {
    value: 'critical',
    label: 'Critical',
    hint: 'Orders, payments or people stop within minutes: the shop’s database.',
  },
  {
    value: 'high',
    label: 'High',
    hint: 'A team cannot work, or customers notice the same day: the login service.',
  },
  {
    value: 'medium',
    label: 'Medium',
    hint: 'Work slows down, a day without it is bearable: the reporting database.',
  },
  { value: 'low', label: 'Low', hint: 'Nobody notices for days: a test server, an archive.' },
]

export const environmentChoices = [
  { value: 'production', label: 'Production' },
  { value: 'staging', label: 'Staging' },
  { value: 'development', label: 'Development' },
]

export const systemKindChoices = [
  { value: 'database', label: 'Database' },
  { value: 'web-service', label: 'Web service' },
  { value: 'host', label: 'Host' },
  { value: 'backup', label: 'Backup' },
  { value: 'pipeline', label: 'Pipeline' },
  { value: 'other', label: 'Other' },
]
