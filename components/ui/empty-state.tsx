import type { ReactNode } from 'react'

interface EmptyStateProps {
  /** What is so: "No open findings." Never a picture. */
  title: string
  /** Why, or the proof that we did look. */
  children?: ReactNode
  actions?: ReactNode
}

/** One of five kinds of emptiness: first use, nothing wrong, nothing matches, not allowed, cannot know. */
export function EmptyState({ title, children, actions }: EmptyStateProps) {
  return (
    <div className="empty">
      <p>
        <strong>{title}</strong>
      </p>
      {children !== undefined && <div className="prose muted">{children}</div>}
      {actions !== undefined && <div className="actions">{actions}</div>}
    </div>
  )
}
