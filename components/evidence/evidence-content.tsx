import { LinkButton } from '@/components/ui/button'
import { Section } from '@/components/ui/section'
import type { EvidenceDetail } from '@/lib/evidence/view'

/** What the evidence is: the picture, the text, the address. */
export function EvidenceContent({ evidence }: { evidence: EvidenceDetail }) {
  const { kind, id, url, text, title, checkId } = evidence
  return (
    <Section title="What it shows" id="content">
      {kind === 'file' && (
        <div className="sec-body evidence-file">
          {evidence.isViewable && (
            // biome-ignore lint/performance/noImgElement: the file is served as it was attached, by its own route
            <img src={`/evidence/${id}/file`} alt={`Attached: ${title}`} />
          )}
          <a className="btn" href={`/evidence/${id}/file`} download={evidence.fileName ?? ''}>
            Save {evidence.fileName}
          </a>
        </div>
      )}
      {url && (
        <p className="sec-body">
          <a href={url} rel="noopener noreferrer nofollow" className="long-link">
            {url}
          </a>
        </p>
      )}
      {text && kind === 'note' && <p className="prose sec-body evidence-note">{text}</p>}
      {text && kind !== 'note' && <pre className="evidence-text">{text}</pre>}
      {checkId && (
        <div className="sec-body">
          <LinkButton href={`/checks/${checkId}`}>Check</LinkButton>
        </div>
      )}
    </Section>
  )
}
