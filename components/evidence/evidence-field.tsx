'use client'

import { type ChangeEvent, useState } from 'react'
import { Field, fieldControl } from '@/components/ui/field'
import { acceptedEndings, acceptedInWords } from '@/lib/evidence/accepted-files'
import { tooLargeSentence } from '@/lib/evidence/size-limit'
import type { FormState } from '@/lib/form-state'
import { useEvidenceLimit } from './evidence-limit'

interface EvidenceFieldProps {
  state: FormState
  /** Whether the thing that is recorded needs evidence. */
  policy?: 'none' | 'optional' | 'required'
  legend?: string
  /** What would show it: "a screenshot of the restored invoices". */
  hint?: string
  /** Checks whose newest run could show it. */
  runs?: readonly { checkId: string; label: string }[]
  /** Put before the ids of the controls when a page holds several such forms. */
  idPrefix?: string
}

/**
 * The evidence part of a form: files, a link, a note; any of them. Its action spreads `evidenceFields`
 * (lib/evidence/form.ts) into its schema. Without JavaScript the server says when a file is too large; with it the
 * field says so before anything is sent.
 */
export function EvidenceField({
  state,
  policy = 'optional',
  legend = 'Evidence',
  hint,
  runs = [],
  idPrefix = '',
}: EvidenceFieldProps) {
  const kept = (state.values?.['evidenceIds[]'] ?? '').split(',').filter(Boolean)
  const { evidenceIds, evidenceFiles, evidenceUrl, evidenceNote, evidenceUntil } = state.fields ?? {}
  const isTouched = Boolean(
    evidenceIds || evidenceFiles || evidenceUrl || evidenceNote || evidenceUntil || state.values?.evidenceUrl,
  )
  const parts = (
    <>
      {hint && <p className="field-hint">{hint}</p>}
      <Runs runs={runs} state={state} />
      <FileInput state={state} idPrefix={idPrefix} />
      <LinkAndNote state={state} idPrefix={idPrefix} />
    </>
  )
  return (
    <fieldset className="field evidence-field" id={`${idPrefix}evidenceIds`}>
      <legend>
        {legend}
        <span className="muted font-normal">
          {policy === 'required' ? ' (needed: a file, a link or a note)' : ' (optional)'}
        </span>
      </legend>
      {evidenceIds && <p className="field-error">{evidenceIds}</p>}
      {kept.map((id) => (
        <input key={id} type="hidden" name="evidenceIds[]" value={id} />
      ))}
      {kept.length > 0 && (
        <p className="field-hint" role="status">
          {kept.length === 1 ? 'What you attached is kept' : `All ${kept.length} that you attached are kept`}{' '}
          from the last try: no need to attach it again.
        </p>
      )}
      {policy === 'required' ? (
        parts
      ) : (
        <details className="disclosure" open={isTouched}>
          <summary>Attach a file, a link or a note</summary>
          <div className="evidence-parts">{parts}</div>
        </details>
      )}
    </fieldset>
  )
}

function Runs({ runs, state }: { runs: NonNullable<EvidenceFieldProps['runs']>; state: FormState }) {
  const ticked = (state.values?.['evidenceRuns[]'] ?? '').split(',')
  return runs.map(({ checkId, label }) => (
    <label key={checkId} className="choice">
      <input
        key={String(ticked.includes(checkId))}
        type="checkbox"
        name="evidenceRuns[]"
        value={checkId}
        defaultChecked={ticked.includes(checkId)}
      />
      <span>
        The newest run of the check: <span className="muted">{label}</span>
      </span>
    </label>
  ))
}

function FileInput({ state, idPrefix }: { state: FormState; idPrefix: string }) {
  const limit = useEvidenceLimit()
  const [tooLarge, setTooLarge] = useState<string>()
  const error = tooLarge ?? state.fields?.evidenceFiles
  const id = `${idPrefix}evidenceFiles`
  const megabytes = limit / 1_048_576
  const hint = `At most ${megabytes} MB: ${acceptedInWords}.`
  const look = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const files = [...(currentTarget.files ?? [])]
    const size = files.reduce((sum, file) => sum + file.size, 0)
    const largest = files.toSorted((a, b) => b.size - a.size)[0]
    if (size <= limit || !largest) return setTooLarge(undefined)
    const name = files.length === 1 ? largest.name : `These ${files.length} files`
    setTooLarge(tooLargeSentence(name, size, limit))
    // Not sent: the server would refuse the whole form.
    currentTarget.value = ''
  }
  return (
    <Field label="Files" name="evidenceFiles" id={id} hint={hint} error={error} optional>
      <input
        {...fieldControl('evidenceFiles[]', { hint, error, id })}
        type="file"
        multiple
        accept={acceptedEndings}
        onChange={look}
      />
    </Field>
  )
}

function LinkAndNote({ state, idPrefix }: { state: FormState; idPrefix: string }) {
  const errors = state.fields ?? {}
  const [link, note, until] = [
    `${idPrefix}evidenceUrl`,
    `${idPrefix}evidenceNote`,
    `${idPrefix}evidenceUntil`,
  ]
  return (
    <>
      <Field label="Link" name="evidenceUrl" id={link} error={errors.evidenceUrl} optional>
        <input
          {...fieldControl('evidenceUrl', { error: errors.evidenceUrl, id: link })}
          type="url"
          maxLength={2_000}
          placeholder="https://wiki.example.com/restore-2026-11-14"
          defaultValue={state.values?.evidenceUrl ?? ''}
        />
      </Field>
      <Field label="What was seen" name="evidenceNote" id={note} error={errors.evidenceNote} optional>
        <textarea
          {...fieldControl('evidenceNote', { error: errors.evidenceNote, id: note })}
          rows={2}
          maxLength={10_000}
          defaultValue={state.values?.evidenceNote ?? ''}
        />
      </Field>
      <Field
        label="Counts until"
        name="evidenceUntil"
        id={until}
        error={errors.evidenceUntil}
        hint="After that day, whatever rests on it has to be shown again."
        optional
      >
        <input
          {...fieldControl('evidenceUntil', { hint: '', error: errors.evidenceUntil, id: until })}
          type="date"
          defaultValue={state.values?.evidenceUntil ?? ''}
        />
      </Field>
    </>
  )
}
