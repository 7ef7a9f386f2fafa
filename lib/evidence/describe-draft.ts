import { createHash } from 'node:crypto'
import type { EvidenceDraft } from './schema'

const longest = 120

/** How a piece of evidence is called when nobody named it. */
export function titleOf(draft: EvidenceDraft, fileName: string | null): string {
  if (draft.title) return draft.title
  if (draft.kind === 'file') return fileName ?? 'File'
  if (draft.kind === 'url') return clip(draft.url.replace(/^https?:\/\//i, ''))
  if (draft.kind === 'run') return 'Run of a check'
  return clip(draft.text.trim().split('\n')[0] ?? '') || 'Note'
}

const clip = (text: string) =>
  text.length > longest ? `${text.slice(0, longest - 1).toWellFormed()}…` : text

/** SHA-256 in hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
