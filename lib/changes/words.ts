import type { ObservationSubject } from '@/lib/checks/observation'

export const changeKinds = ['added', 'removed', 'changed'] as const
export type ChangeKind = (typeof changeKinds)[number]

/** One thing that differs from the time before. */
export interface ChangeOf {
  subject: ObservationSubject
  key: string
  kind: ChangeKind
  before: string | null
  after: string | null
}

interface SubjectWords {
  /** "setting" */
  one: string
  many: string
  /** Heading of a filter: "Settings". */
  title: string
}

export const subjectWords: Readonly<Record<ObservationSubject, SubjectWords>> = {
  version: { one: 'version', many: 'versions', title: 'Versions' },
  setting: { one: 'setting', many: 'settings', title: 'Settings' },
  extension: { one: 'extension', many: 'extensions', title: 'Extensions' },
  role: { one: 'role', many: 'roles', title: 'Roles' },
  schema: { one: 'schema object', many: 'schema objects', title: 'Schema' },
  certificate: { one: 'certificate property', many: 'certificate properties', title: 'Certificates' },
  dns: { one: 'DNS answer', many: 'DNS answers', title: 'DNS' },
  schedule: { one: 'schedule', many: 'schedules', title: 'Schedules' },
  port: { one: 'listening port', many: 'listening ports', title: 'Ports' },
  package: { one: 'package', many: 'packages', title: 'Packages' },
  restart: { one: 'restart', many: 'restarts', title: 'Restarts' },
}

/** Half a sentence for a mark or a line: "max_connections 100 → 200", "extension dblink added", "37 packages". */
export function changeTitle(change: ChangeOf, count = 1): string {
  const { subject, key, kind, before, after } = change
  if (count > 1) return `${count} ${subjectWords[subject].many}`
  if (subject === 'restart') return `${short(key)} restarted`
  if (kind !== 'changed') return `${subjectWords[subject].one} ${short(key)} ${kind}`
  if (before === null || after === null || before.length + after.length > 60)
    return `${subjectWords[subject].one} ${short(key)} changed`
  return `${short(key)} ${before} → ${after}`
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
