import type { ReportRow, ReportSection } from '@/lib/reports/report-document'
import { ClaimText } from './claim-text'
import { ToneBadge } from './tone-badge'

/** The ten sections in their fixed order, in two columns where there is room. */
export function ReportSections({
  sections,
  linked,
}: {
  sections: readonly ReportSection[]
  linked: boolean
}) {
  return (
    <div className="report-sections">
      {sections.map((section) => (
        <section key={section.key} className="sec report-section" aria-labelledby={`report-${section.key}`}>
          <header className="sec-head">
            <h2 id={`report-${section.key}`}>{section.title}</h2>
            {section.tone !== 'plain' && (
              <span className="report-state">
                <ToneBadge tone={section.tone} word={section.word} />
              </span>
            )}
          </header>
          <p className="report-lead">
            <ClaimText {...section.lead} linked={linked} />
          </p>
          {section.rows.length > 0 && (
            <ul className="report-rows">
              {section.rows.map((row) => (
                <Row key={`${row.href} ${row.subject} ${row.text}`} row={row} linked={linked} />
              ))}
            </ul>
          )}
          {section.more > 0 && <p className="muted small">and {section.more} more</p>}
        </section>
      ))}
    </div>
  )
}

function Row({ row, linked }: { row: ReportRow; linked: boolean }) {
  return (
    <li>
      {(row.tone !== 'plain' || row.word) && (
        <>
          <ToneBadge tone={row.tone} word={row.word} />{' '}
        </>
      )}
      <span>
        <b>
          <ClaimText text={row.subject} href={row.href} linked={linked} />
        </b>
        {row.text && <> {row.text}</>}
      </span>
    </li>
  )
}
