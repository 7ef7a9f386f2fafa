import type { ReactNode } from 'react'

interface FormMessageProps {
  tone?: 'error' | 'ok' | 'plain'
  /** Field name → sentence: listed with links to the fields. */
  fields?: Readonly<Record<string, string>>
  children?: ReactNode
}

/** What became of a form, at its top. Renders nothing when there is nothing to say. */
export function FormMessage({ tone = 'error', fields = {}, children }: FormMessageProps) {
  const faults = Object.entries(fields)
  if (!children && faults.length === 0) return null
  return (
    <div className={`message message-${tone}`} role={tone === 'error' ? 'alert' : 'status'}>
      {children && <p>{children}</p>}
      {faults.length > 0 && (
        <ul>
          {faults.map(([name, sentence]) => (
            <li key={name}>
              <a href={`#${name}`}>{sentence}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
