import type { ReactNode } from 'react'
import type { ReportDocument, ReportFigure } from '@/lib/reports/report-document'
import { ClaimText } from './claim-text'
import { ReportAppendix, ReportDecisions } from './report-decisions'
import { ReportSections } from './report-sections'
import { ToneBadge } from './tone-badge'

interface ReportSheetProps {
  document: ReportDocument
  /** Verbs beside the headline. */
  actions?: ReactNode
  /** False for somebody who has not signed in: no sentence leads anywhere. */
  linked?: boolean
}

/** The stored report as a page, and on paper: one sheet. It draws the document and adds nothing to it. */
export function ReportSheet({ document, actions, linked = true }: ReportSheetProps) {
  return (
    <article className="report">
      <header className="head">
        <div className="head-text">
          <p className="head-meta">
            {document.title} · {document.scope}
          </p>
          <h1>
            <ClaimText {...document.headline} linked={linked} />
          </h1>
          <p className="report-summary">
            {document.summary.map((claim) => (
              <span key={claim.key}>
                <ClaimText {...claim} linked={linked} />{' '}
              </span>
            ))}
          </p>
          <p className="report-meta small muted">{document.meta}</p>
        </div>
        {actions !== undefined && <div className="actions report-actions">{actions}</div>}
      </header>
      <dl className="report-figures">
        {document.figures.map((figure) => (
          <Figure key={figure.key} figure={figure} linked={linked} />
        ))}
      </dl>
      <ReportDecisions document={document} linked={linked} />
      <ReportSections sections={document.sections} linked={linked} />
      <ReportAppendix document={document} linked={linked} />
    </article>
  )
}

function Figure({ figure, linked }: { figure: ReportFigure; linked: boolean }) {
  return (
    <div>
      <dt>
        <ClaimText text={figure.label} href={figure.href} linked={linked} />
      </dt>
      <dd className="report-value num">
        {figure.tone === 'plain' || figure.tone === 'ok' ? (
          figure.value
        ) : (
          <ToneBadge tone={figure.tone} word={figure.value} />
        )}
      </dd>
      <dd className="muted small num">
        {figure.change}
        {figure.change && figure.goal && ' · '}
        {figure.goal}
      </dd>
    </div>
  )
}
