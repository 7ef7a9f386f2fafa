import type { ObservationSubject } from '@/lib/checks/observation'

export const expectations = ['announced', 'maintenance-window', 'unexpected'] as const
export type Expectation = (typeof expectations)[number]

export const announcementKinds = ['deploy', 'upgrade', 'configuration', 'certificate', 'other'] as const
export type AnnouncementKind = (typeof announcementKinds)[number]

/**
 * What each kind of announcement explains. A certificate that was announced does not explain a new superuser; "other"
 * explains everything, and says so where it is chosen.
 */
export const covers: Readonly<Record<AnnouncementKind, readonly ObservationSubject[]>> = {
  deploy: ['version', 'schema', 'extension', 'package', 'setting', 'schedule', 'port', 'restart'],
  upgrade: ['version', 'extension', 'package', 'setting', 'schema', 'schedule', 'port', 'restart'],
  configuration: ['setting', 'extension', 'role', 'dns', 'schedule', 'port', 'restart'],
  certificate: ['certificate', 'restart'],
  other: [
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
  ],
}

/** One row per pair, as SQL takes it: `cover(kind, subject)`. */
export const coverRows: readonly { kind: AnnouncementKind; subject: ObservationSubject }[] =
  announcementKinds.flatMap((kind) => covers[kind].map((subject) => ({ kind, subject })))

/** When something changed, as far as it is known: it was still there at `lastSeenBefore`, and no more at `at`. */
export interface ChangeSpan {
  subject: ObservationSubject
  lastSeenBefore: Date
  at: Date
}

export interface AnnouncedSpan {
  id: string
  kind: AnnouncementKind
  startsAt: Date
  endsAt: Date
}

/** The announcement that explains a change: one of its kind that was running while it can have happened; the latest. */
export function explainedBy(change: ChangeSpan, announced: readonly AnnouncedSpan[]): AnnouncedSpan | null {
  const fitting = announced.filter(
    ({ kind, startsAt, endsAt }) =>
      covers[kind].includes(change.subject) && startsAt <= change.at && endsAt >= change.lastSeenBefore,
  )
  return fitting.reduce<AnnouncedSpan | null>(
    (latest, each) => (latest === null || each.startsAt > latest.startsAt ? each : latest),
    null,
  )
}

/** Announced, else inside the system's window, else unexpected. */
export function expectationOf(explained: AnnouncedSpan | null, inWindow: boolean): Expectation {
  if (explained) return 'announced'
  return inWindow ? 'maintenance-window' : 'unexpected'
}
