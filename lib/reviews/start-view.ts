/** What the page of a new review shows once a system is chosen: JSON-safe. */
export interface StartPage {
  systemId: string
  systemName: string
  leaderId: string | null
  due: string
  isFirst: boolean
  /** A review is planned, or under way already. */
  underWay: { id: string; isPlanned: boolean } | null
  questions: number
  known: number
  minutes: number
  checklists: { key: string; title: string }[]
  checklistKey: string
  people: { id: string; name: string }[]
  now: string
}

/** A system that could be reviewed. */
export interface StartLine {
  systemId: string
  systemName: string
  due: string
  owner: string | null
}
