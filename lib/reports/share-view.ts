/** A link to a report, as its page lists it. The address itself is shown once, when the link is made. */
export interface ShareView {
  id: string
  note: string
  createdBy: string
  createdAt: string
  expiresAt: string
  state: 'open' | 'ended' | 'revoked'
  openedCount: number
  openedAt: string | null
}
