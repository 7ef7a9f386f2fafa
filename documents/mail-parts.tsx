import type { ReactNode } from 'react'
import type {
  ReportDecision,
  ReportFigure,
  ReportRow,
  ReportSection,
  ReportTone,
} from '@/lib/reports/report-document'
import { marks, styles, toneClass, wordStyle } from './mail-style'
import { unlinked } from './safe-text'

/** A sentence or a name that leads into the product. */
export function MailLink({
  url,
  look = 'underlined',
  children,
}: {
  url: string
  look?: 'underlined' | 'hinted' | 'link'
  children: ReactNode
}) {
  return (
    <a href={url} className="ink" style={styles[look]}>
      {children}
    </a>
  )
}

/** Shape and word of a state, as everywhere. */
export function MailState({ tone, word }: { tone: ReportTone; word: string }) {
  if (tone === 'plain') return null
  const { sign, style } = marks[tone]
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      <span aria-hidden="true" className={tone === 'fail' ? 't-fill' : toneClass(tone)} style={style}>
        {sign}
      </span>
      {word && (
        <span className={tone === 'ok' || tone === 'off' ? 'ink2' : toneClass(tone)} style={wordStyle(tone)}>
          {' '}
          {word}
        </span>
      )}
    </span>
  )
}

/** A table that only places things. */
export function Layout({
  children,
  style,
  className,
}: {
  children: ReactNode
  style?: React.CSSProperties
  className?: string
}) {
  return (
    <table
      role="presentation"
      cellPadding={0}
      cellSpacing={0}
      width="100%"
      className={className}
      style={{ borderCollapse: 'collapse', ...style }}
    >
      <tbody>{children}</tbody>
    </table>
  )
}

/** The four numbers, side by side; two by two on a phone. */
export function MailFigures({ figures, baseUrl }: { figures: readonly ReportFigure[]; baseUrl: string }) {
  return (
    <Layout style={{ ...styles.rule, marginTop: 20 }} className="rule">
      <tr>
        {figures.map((figure) => (
          <td
            key={figure.key}
            className="figure"
            width="25%"
            valign="top"
            style={{ padding: '10px 8px 0 0' }}
          >
            <p className="ink2" style={styles.quiet}>
              <MailLink url={`${baseUrl}${figure.href}`} look="link">
                {figure.label}
              </MailLink>
            </p>
            <p className="ink" style={styles.value}>
              <MailState tone={figure.tone} word="" /> {figure.value}
            </p>
            <p className="ink3" style={styles.small}>
              {figure.change}
            </p>
            <p className="ink3" style={styles.small}>
              {figure.goal}
            </p>
          </td>
        ))}
      </tr>
    </Layout>
  )
}

/** A decision, whose question opens it. */
export function MailDecision({ decision, baseUrl }: { decision: ReportDecision; baseUrl: string }) {
  return (
    <tr>
      <td className="line" style={{ ...styles.hair, padding: '10px 0' }}>
        <p className="ink" style={{ ...styles.text, fontWeight: 600 }}>
          <MailLink url={`${baseUrl}${decision.href}`}>{decision.ask}</MailLink>
        </p>
        <p className="ink2" style={styles.quiet}>
          {unlinked(decision.why)}
        </p>
        <p className="ink2" style={styles.quiet}>
          {unlinked(decision.person)}, {decision.by}
        </p>
      </td>
    </tr>
  )
}

/** One of the ten sections: its state, its sentence, its rows. */
export function MailSection({ section, baseUrl }: { section: ReportSection; baseUrl: string }) {
  return (
    <tr>
      <td className="line" style={{ ...styles.hair, padding: '12px 0' }}>
        <h2 className="ink" style={styles.title}>
          <MailLink url={`${baseUrl}${section.lead.href}`} look="link">
            {section.title}
          </MailLink>
          {section.word && (
            <span>
              {'  '}
              <MailState tone={section.tone} word={section.word} />
            </span>
          )}
        </h2>
        <p className="ink" style={styles.text}>
          {unlinked(section.lead.text)}
        </p>
        {section.rows.map((row) => (
          <MailRow
            key={`${row.href} ${row.subject} ${row.text}`}
            row={row}
            section={section}
            baseUrl={baseUrl}
          />
        ))}
        {section.more > 0 && (
          <p className="ink3" style={styles.small}>
            <MailLink url={`${baseUrl}${section.lead.href}`} look="hinted">
              +{section.more} more
            </MailLink>
          </p>
        )}
      </td>
    </tr>
  )
}

/** A row names its state only where it is not that of its section. */
function MailRow({ row, section, baseUrl }: { row: ReportRow; section: ReportSection; baseUrl: string }) {
  const isSaid = row.word === '' || (row.word === section.word && row.tone === section.tone)
  return (
    <p className="ink2" style={{ ...styles.quiet, marginTop: 4 }}>
      {!isSaid && (
        <>
          <MailState tone={row.tone} word={row.word} />{' '}
        </>
      )}
      <b>
        <MailLink url={`${baseUrl}${row.href}`} look="hinted">
          {row.subject}
        </MailLink>
      </b>{' '}
      {unlinked(row.text)}
    </p>
  )
}
