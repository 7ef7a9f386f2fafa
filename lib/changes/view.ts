import type { ObservationSubject } from '@/lib/checks/observation'
import type { AnnouncementKind, Expectation } from './expectation'
import type { ChangeFilter, ChangeView } from './schema'
import type { ChangeKind } from './words'

/** One key that differs. */
export interface ChangeItem {
  key: string
  kind: ChangeKind
  before: string | null
  after: string | null
}

/** What one look found of one subject at one place: read, explained and acknowledged together. */
export interface ChangeGroup {
  /** Of one of its changes; names the group in addresses and forms. */
  id: string
  systemId: string
  system: string
  /** Null when the check is gone. */
  checkId: string | null
  place: string
  subject: ObservationSubject
  at: string
  lastSeenBefore: string
  count: number
  /** The first of them; all when the group is shown alone. */
  items: ChangeItem[]
  expectation: Expectation
  announcement: { title: string; url: string | null } | null
  acknowledged: { at: string; by: string | null; reason: string } | null
  /** Some of its keys have changed so often that further changes are not listed. */
  restless: boolean
  mayHandle: boolean
}

export interface ChangeCounts {
  /** Unexpected and without a reason, whenever that was. */
  open: number
  openSystems: number
  /** Of the last 90 days. */
  unexpected: number
  expected: number
  all: number
}

export interface ChangeList {
  filter: ChangeFilter
  counts: ChangeCounts
  groups: ChangeGroup[]
  total: number
  page: number
  pages: number
  headline: string
  lead: string
  now: string
}

export interface AnnouncementLine {
  id: string
  kind: AnnouncementKind
  title: string
  url: string | null
  startsAt: string
  endsAt: string
  by: string | null
  createdAt: string
  withdrawnAt: string | null
  /** Changes that it explains. */
  explains: number
}

/** What is watched of a system, by target and subject. */
export interface WatchedLine {
  place: string
  subject: ObservationSubject
  checkId: string
  keys: number
  observedAt: string
  changedAt: string
  /** Since when it has not been readable; null: the last look read it. */
  unreadableSince: string | null
}

export interface SystemChanges extends ChangeList {
  announcements: AnnouncementLine[]
  watched: WatchedLine[]
  mayHandle: boolean
}

export const viewNames: Readonly<Record<ChangeView, string>> = {
  open: 'To explain',
  unexpected: 'Unexpected',
  expected: 'Expected',
  all: 'All',
}

/** What each kind of announcement explains, for the form. */
export const announcementMeanings: Readonly<Record<AnnouncementKind, { title: string; meaning: string }>> = {
  deploy: {
    title: 'Deploy',
    meaning:
      'A release of your own software: versions, schema, extensions, packages, settings, schedules, ports, restarts.',
  },
  upgrade: {
    title: 'Upgrade',
    meaning:
      'New versions of what you run: versions, packages, extensions, settings, schema, ports, restarts.',
  },
  configuration: {
    title: 'Configuration',
    meaning: 'Somebody turns a knob: settings, extensions, roles, DNS, schedules, ports, restarts.',
  },
  certificate: {
    title: 'Certificate',
    meaning: 'Another certificate: issuer, key, names, and the restart that loads it.',
  },
  other: { title: 'Something else', meaning: 'Everything that changes meanwhile counts as expected.' },
}
