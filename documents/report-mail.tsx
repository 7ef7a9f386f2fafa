import { renderToStaticMarkup } from 'react-dom/server'
import type { RenderedMail, ReportReader } from '@/lib/reports/documents'
import type { ReportDocument } from '@/lib/reports/report-document'
import { Layout, MailDecision, MailFigures, MailLink, MailSection } from './mail-parts'
import { headCss, styles } from './mail-style'
import { reportText } from './report-text'
import { unlinked } from './safe-text'

/** Decisions that a mail holds; the report has them all. */
export const decisionsInMail = 5

/** The report as a mail: plain tables without images, and the same as text. */
export function reportMail(document: ReportDocument, reader: ReportReader): RenderedMail {
  return {
    subject: document.subject,
    html: `<!doctype html>${renderToStaticMarkup(<ReportMail document={document} reader={reader} />)}`,
    text: reportText(document, reader, decisionsInMail),
  }
}

interface ReportMailProps {
  document: ReportDocument
  reader: ReportReader
}

function ReportMail({ document, reader }: ReportMailProps) {
  return (
    <html lang="en-GB">
      {/* biome-ignore lint/style/noHeadElement: a mail is a document of its own, not a page of Next */}
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no" />
        <title>{document.subject}</title>
        <style>{headCss}</style>
      </head>
      <body className="page" style={styles.page}>
        {/* What lists of mail show behind the subject. */}
        <div style={styles.hidden}>{document.decisionsLead.text}</div>
        <Layout className="page" style={styles.page}>
          <tr>
            <td align="center">
              <table
                role="presentation"
                cellPadding={0}
                cellSpacing={0}
                width="100%"
                style={{ maxWidth: 640 }}
              >
                <tbody>
                  <tr>
                    <td className="sheet" align="left" style={styles.sheet}>
                      <MailHead document={document} reader={reader} />
                      <MailDecisions document={document} reader={reader} />
                      <Layout style={{ marginTop: 20 }}>
                        {document.sections.map((section) => (
                          <MailSection key={section.key} section={section} baseUrl={reader.baseUrl} />
                        ))}
                      </Layout>
                      <MailFoot document={document} reader={reader} />
                    </td>
                  </tr>
                </tbody>
              </table>
            </td>
          </tr>
        </Layout>
      </body>
    </html>
  )
}

function MailHead({ document, reader: { baseUrl } }: ReportMailProps) {
  return (
    <>
      <p className="ink2" style={styles.meta}>
        {document.title} · {unlinked(document.scope)}
      </p>
      <h1 className="ink h1" style={styles.headline}>
        <MailLink url={`${baseUrl}${document.headline.href}`} look="link">
          {document.headline.text}
        </MailLink>
      </h1>
      {document.summary.map((claim) => (
        <p key={claim.key} className="ink" style={styles.summary}>
          <MailLink url={`${baseUrl}${claim.href}`} look="hinted">
            {claim.text}
          </MailLink>
        </p>
      ))}
      <MailFigures figures={document.figures} baseUrl={baseUrl} />
    </>
  )
}

function MailDecisions({ document, reader: { baseUrl, reportUrl } }: ReportMailProps) {
  const shown = document.decisions.slice(0, decisionsInMail)
  const further = document.decisions.length - shown.length
  return (
    <Layout style={{ marginTop: 24 }}>
      <tr>
        <td className="rule" style={{ borderBottom: styles.rule.borderTop, paddingBottom: 6 }}>
          <h2 className="ink" style={styles.title}>
            Needs you
          </h2>
          <p className="ink2" style={styles.quiet}>
            {document.decisionsLead.text}
          </p>
        </td>
      </tr>
      {shown.map((decision) => (
        <MailDecision key={`${decision.href} ${decision.ask}`} decision={decision} baseUrl={baseUrl} />
      ))}
      {further > 0 && (
        <tr>
          <td className="line" style={{ ...styles.hair, padding: '10px 0' }}>
            <p className="ink" style={styles.text}>
              <MailLink url={reportUrl ?? `${baseUrl}/today`}>{further} more in the report</MailLink>
            </p>
          </td>
        </tr>
      )}
    </Layout>
  )
}

function MailFoot({ document, reader }: ReportMailProps) {
  return (
    <Layout style={{ marginTop: 8 }}>
      <tr>
        <td className="line" style={{ ...styles.hair, paddingTop: 16 }}>
          {reader.reportUrl && (
            <p style={{ ...styles.text, marginBottom: 16 }}>
              <a href={reader.reportUrl} className="ink rule" style={styles.button}>
                Open the report
              </a>
            </p>
          )}
          <p className="ink3" style={styles.small}>
            {document.meta}
          </p>
          <p className="ink3" style={styles.small}>
            {unlinked(reader.name)} gets this report by subscription.{' '}
            <MailLink url={reader.settingsUrl}>Change it</MailLink> or{' '}
            <MailLink url={reader.unsubscribeUrl}>unsubscribe</MailLink>.
          </p>
        </td>
      </tr>
    </Layout>
  )
}
