import type { OfSystem } from './section-facts'

// What ends by its own date.

export interface ExpiringFact extends OfSystem {
  kind: 'certificate' | 'acceptance' | 'exclusion' | 'evidence' | 'answer'
  title: string
  at: string
  href: string
}

export interface ExpiringFacts {
  /** Checks that read the end of a certificate, and those of them that know none. */
  certificates: { watched: number; unread: number }
  /** Answers, evidence, accepted risks and exclusions that have an end, whenever it is. */
  dated: number
  /** Ends within 30 days. */
  total: number
  items: readonly ExpiringFact[]
}
