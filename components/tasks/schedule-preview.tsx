import type { FormState } from '@/lib/form-state'

/** The next dates of a schedule that is being written, and what is odd about them. */
export function SchedulePreview({ preview }: { preview: FormState['preview'] }) {
  return (
    <div role="status">
      {preview && (
        <div className="evidence">
          <p>
            <strong>{preview.title}</strong>
          </p>
          <ol className="dates num">
            {preview.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
          {preview.notes.map((note) => (
            <p key={note} className="field-hint">
              {note}
            </p>
          ))}
        </div>
      )}
    </div>
  )
}
