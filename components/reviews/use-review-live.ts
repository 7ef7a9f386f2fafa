'use client'

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { fetchJson, type Refusal } from '@/components/ui/fetch-json'
import type { AnswerConflict, SaveResult } from '@/lib/reviews/view'

/** What became of the last save. */
export type SaveState =
  | { kind: 'idle' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: number }
  | { kind: 'conflict'; conflict: AnswerConflict }
  | { kind: 'refused'; message: string }

export interface Autosave {
  state: SaveState
  revision: number
  /** Seconds since the last save, for the clock of the review. */
  takeSeconds: () => number
  /** Saves what the form holds now, one after the other. */
  save: () => void
  /** Resolves when nothing is being saved. */
  settled: () => Promise<void>
}

/** Saves the form of a question while it is written; the page works without it. */
export function useAutosave(
  form: RefObject<HTMLFormElement | null>,
  { reviewId, controlKey, revision: first }: { reviewId: string; controlKey: string; revision: number },
): Autosave {
  const [state, setState] = useState<SaveState>({ kind: 'idle' })
  const [revision, setRevision] = useState(first)
  const latest = useRef(first)
  const running = useRef<Promise<void>>(Promise.resolve())
  const since = useRef(0)
  useEffect(() => {
    since.current = performance.now()
  }, [])
  const takeSeconds = useCallback(() => {
    const seconds = Math.round((performance.now() - since.current) / 1000)
    since.current = performance.now()
    return Math.min(3_600, Math.max(0, seconds))
  }, [])
  const send = useCallback(async () => {
    if (!form.current) return
    const body = bodyOf(new FormData(form.current))
    if (!body) return
    setState({ kind: 'saving' })
    try {
      const result = await fetchJson<SaveResult>(`/api/reviews/${reviewId}/answers`, {
        method: 'PUT',
        body: { ...body, controlKey, revision: latest.current, seconds: takeSeconds() },
      })
      latest.current = result.revision
      setRevision(result.revision)
      setState(
        result.saved ? { kind: 'saved', at: Date.now() } : { kind: 'conflict', conflict: result.conflict },
      )
    } catch (error) {
      const refused = error as Refusal
      // What is not whole yet is said when it is sent for good.
      setState(refused.status === 400 ? { kind: 'idle' } : { kind: 'refused', message: refused.message })
    }
  }, [form, reviewId, controlKey, takeSeconds])
  const save = useCallback(() => {
    running.current = running.current.then(send)
  }, [send])
  return { state, revision, takeSeconds, save, settled: () => running.current }
}

const sent = [
  'answer',
  'value',
  'text',
  'reasonCode',
  'reason',
  'until',
  'note',
  'findingOwnerId',
  'findingDue',
]

/** The fields that are saved while one writes; null while the answer is not whole. */
function bodyOf(data: FormData): Record<string, string | string[]> | null {
  const text = (name: string) => String(data.get(name) ?? '')
  const answer = text('answer')
  if (answer === 'not-applicable' && (!text('reasonCode') || text('reason').trim().length < 3)) return null
  if ((answer === 'text' && !text('text').trim()) || (answer === 'value' && !text('value').trim()))
    return null
  return {
    ...Object.fromEntries(sent.map((name) => [name, text(name)])),
    evidenceIds: data.getAll('evidenceIds[]').map(String).filter(Boolean),
  }
}

export interface Presence {
  present: { name: string; position: number }[]
  /** Somebody else changed this question while it is on the screen. */
  changedBy: string | null
}

const everyMs = 10_000

/** Says where one is and hears where the others are, as long as the page is looked at. */
export function usePresence(
  at: { reviewId: string; controlKey: string; enabled: boolean },
  initial: Presence['present'],
  revision: number,
): Presence {
  const { reviewId, controlKey, enabled } = at
  const [presence, setPresence] = useState<Presence>({ present: initial, changedBy: null })
  const known = useRef(revision)
  known.current = revision
  useEffect(() => {
    if (!enabled) return
    const ask = async () => {
      if (document.hidden) return
      const heard = await fetchJson<{
        present: Presence['present']
        revision: number
        answeredBy: string | null
      }>(`/api/reviews/${reviewId}/presence`, { method: 'POST', body: { controlKey } }).catch(() => null)
      if (!heard) return
      const isChanged = heard.revision > known.current
      setPresence({ present: heard.present, changedBy: isChanged ? heard.answeredBy : null })
    }
    const timer = setInterval(ask, everyMs)
    return () => clearInterval(timer)
  }, [reviewId, controlKey, enabled])
  return presence
}
