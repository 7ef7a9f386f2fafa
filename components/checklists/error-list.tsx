import { lineErrorText, lineId } from '@/lib/checklists/line-error'
import type { DraftPage } from '@/lib/checklists/view'

/** What keeps a draft from being published, each with a link to its line; else what is worth a look. */
export function ErrorList({ draft: { errors, more, notes } }: { draft: DraftPage }) {
  if (errors.length === 0 && notes.length === 0) return null
  const found = errors.length > 0 ? errors : notes
  return (
    <div className={`message ${errors.length > 0 ? 'message-error' : 'message-plain'}`}>
      <p>
        {errors.length > 0
          ? 'It can be published when these are mended:'
          : 'It can be published. Worth a look before:'}
      </p>
      <ul>
        {found.map((error) => (
          <li key={`${error.line} ${error.column} ${error.sentence}`}>
            <a href={`#${lineId(error.line)}`}>{lineErrorText(error)}</a>
          </li>
        ))}
      </ul>
      {more > 0 && <p>And {more} more.</p>}
    </div>
  )
}
