import type { EvidenceKind } from './schema'

/** One piece of evidence as lists show it: JSON-safe. */
export interface EvidenceView {
  id: string
  kind: EvidenceKind
  title: string
  url: string | null
  fileName: string | null
  mediaType: string | null
  byteSize: number | null
  sha256: string
  capturedAt: string
  capturedBy: string | null
  validUntil: string | null
  /** Its end has passed: it shows nothing any more. */
  isExpired: boolean
  /** What replaced it, if anything did. */
  supersededById: string | null
}

/** Everything on the page of a piece of evidence. */
export interface EvidenceDetail extends EvidenceView {
  systemId: string
  systemName: string
  isArchived: boolean
  /** Of notes, outputs and runs. */
  text: string | null
  checkId: string | null
  scheduledFor: string | null
  supersedes: { id: string; title: string }[]
  /** A picture that the page shows. */
  isViewable: boolean
  editable: boolean
  now: string
}

/** Names of the kinds. */
export const evidenceKindNames: Readonly<Record<EvidenceKind, string>> = {
  file: 'File',
  url: 'Link',
  run: 'Check run',
  output: 'Output',
  note: 'Note',
}
