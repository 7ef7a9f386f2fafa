/** What may be seen to change: versions, settings, who may do what, where names lead. */
export const observationSubjects = [
  'version',
  'setting',
  'extension',
  'role',
  'schema',
  'certificate',
  'dns',
  'schedule',
  'port',
  'package',
  'restart',
] as const
export type ObservationSubject = (typeof observationSubjects)[number]

/**
 * What one run saw of things that change only when somebody changes them, by subject and key:
 * `{ setting: { max_connections: '100' }, port: { 'tcp 0.0.0.0:5432': 'postgres' } }`. Values are short texts for
 * people and never secrets. A subject that is there is complete: a key that is missing from it is gone. A subject
 * that could not be read is left out, which says nothing about its keys.
 */
export type Observations = Readonly<Partial<Record<ObservationSubject, Readonly<Record<string, string>>>>>
