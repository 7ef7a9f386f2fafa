'use client'

import { useEffect, useRef, useState } from 'react'
import { Field, fieldControl } from '@/components/ui/field'
import { lineId } from '@/lib/checklists/line-error'
import type { FormState } from '@/lib/form-state'

interface Props {
  label: string
  state: FormState
  initial: string
  hint?: string
  /** Lines with an error. */
  badLines?: readonly number[]
}

const fewestRows = 16

/**
 * YAML with the numbers of its lines, to which errors link. As tall as its text, so that numbers and lines stay side
 * by side without JavaScript; with it a link puts the cursor into the line.
 */
export function YamlField({ label, state, initial, hint, badLines = [] }: Props) {
  const text = state.values?.text ?? initial
  const [typed, setTyped] = useState<{ from: string; lines: number }>()
  // What came back from the server counts anew.
  const lines = typed?.from === text ? typed.lines : countLines(text)
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => followLinks(area), [])
  const bad = new Set([...badLines, ...Object.keys(state.fields ?? {}).flatMap(lineOf)])
  const error = state.fields?.text
  return (
    <Field label={label} name="text" hint={hint} error={error}>
      <div className="yaml-box">
        <ol className="yaml-lines" aria-hidden="true">
          {Array.from({ length: Math.max(lines, fewestRows) }, (_, index) => index + 1).map((line) => (
            <li key={line} id={lineId(line)} className={bad.has(line) ? 'yaml-bad' : undefined}>
              {line}
            </li>
          ))}
        </ol>
        <textarea
          key={text}
          ref={area}
          {...fieldControl('text', { hint, error })}
          className="yaml-text"
          rows={Math.max(lines, fewestRows)}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          autoCorrect="off"
          defaultValue={text}
          onInput={({ currentTarget }) => setTyped({ from: text, lines: countLines(currentTarget.value) })}
        />
      </div>
    </Field>
  )
}

const countLines = (text: string): number => text.split('\n').length

const lineOf = (field: string): number[] => {
  const line = /^line-(\d+)$/.exec(field)?.[1]
  return line === undefined ? [] : [Number(line)]
}

function followLinks(area: { current: HTMLTextAreaElement | null }): () => void {
  const follow = () => {
    const [line] = lineOf(location.hash.slice(1))
    if (line === undefined || !area.current) return
    const before = area.current.value.split('\n').slice(0, line - 1)
    const start = before.join('\n').length + (line > 1 ? 1 : 0)
    const end = area.current.value.indexOf('\n', start)
    area.current.focus({ preventScroll: true })
    area.current.setSelectionRange(start, end < 0 ? area.current.value.length : end)
  }
  window.addEventListener('hashchange', follow)
  return () => window.removeEventListener('hashchange', follow)
}
