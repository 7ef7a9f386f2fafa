import type { ReactNode } from 'react'

interface PageHeaderProps {
  /** One grey line above: where we are, date, zone, data age. */
  meta?: ReactNode
  /** The sentence that states the situation: the page's h1. */
  headline: ReactNode
  lead?: ReactNode
  actions?: ReactNode
}

/** Answer first: meta line, headline, lead; verbs on the right. */
export function PageHeader({ meta, headline, lead, actions }: PageHeaderProps) {
  return (
    <header className="head">
      <div className="head-text">
        {meta !== undefined && <p className="head-meta">{meta}</p>}
        <h1>{headline}</h1>
        {lead !== undefined && <p className="lead">{lead}</p>}
      </div>
      {actions !== undefined && <div className="actions">{actions}</div>}
    </header>
  )
}
