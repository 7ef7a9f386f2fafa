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
 * What one run saw of one subject, by key. Values are short texts for people and never secrets. Complete: a key that is
 * missing is gone. `null` says that this key could not be read, and for a key that ends with `*` none of those that
 * begin so: `{ 'crontab of *': null }`.
 */
export type ObservedKeys = Readonly<Record<string, string | null>>

/**
 * What one run saw of things that change only when somebody changes them:
 * `{ setting: { max_connections: '100' }, port: { 'tcp 0.0.0.0:5432': 'postgres' } }`. A subject that could not be read
 * at all is left out, which says nothing about its keys.
 */
export type Observations = Readonly<Partial<Record<ObservationSubject, ObservedKeys>>>
