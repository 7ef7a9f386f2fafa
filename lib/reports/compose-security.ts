import { capital } from '@/lib/format/sentences'
import { cleanText } from './clean-text'
import type { CandidateRow, ReportFrame, SectionDraft } from './report-frame'
import { unwatched } from './report-frame'
import { listed, say } from './say'
import type { SecurityFacts } from './section-facts'

const refusedText = `{refused, plural, =0 {no sign-in} one {# sign-in} other {# sign-ins}} refused here ({before, number} before)`
const failedText = `{failed, plural, =0 {no failed sign-in on systems} one {# failed sign-in on systems} other {# failed sign-ins on systems}}`
const updateText = `{behind, plural, =0 {{systems, plural, one {the only system} other {all of # systems}} up to date} other {# of {systems, plural, one {{systems, number} system} other {{systems, number} systems}} behind on updates}}`
const vulnerabilityText = `{open, plural, =0 {no known vulnerability} one {# known vulnerability} other {# known vulnerabilities}}`
const versionText = `{unsupported, plural, =0 {none} other {#}} of {systems, plural, one {# version} other {# versions}} out of support{ending, plural, =0 {} one {, # ends in 180 days} other {, # end in 180 days}}`
const answerText = `{current, number} of {all, plural, one {# answer} other {# answers}} current{stale, plural, =0 {} other {, # stale}}{never, plural, =0 {} other {, # never given}}`

const names: Readonly<Record<keyof SecurityFacts, string>> = {
  ownSignIns: 'sign-ins here',
  systemSignIns: 'sign-ins of systems',
  updates: 'updates',
  vulnerabilities: 'vulnerabilities',
  versions: 'versions',
  reviews: 'security answers',
}

/** Security: each source for itself; what nothing collects is named as not watched. */
export function composeSecurity(frame: ReportFrame): SectionDraft {
  const { security } = frame.facts
  const sources = Object.keys(names) as (keyof SecurityFacts)[]
  const missing = sources.filter((source) => !security[source].watched)
  const href = frame.view('/systems')
  if (missing.length === sources.length) {
    return unwatched('security', 'Security', `Not watched: ${listed(Object.values(names))}.`, href)
  }
  const [tone, word] = stand(security)
  return {
    key: 'security',
    title: 'Security',
    watched: true,
    tone,
    word,
    lead: { text: `${capital(parts(security).filter(Boolean).join('; '))}.`, href },
    rows: missing.length > 0 ? [missingRow(security, missing, href)] : [],
    beyond: 0,
  }
}

function parts({ versions, vulnerabilities, updates, systemSignIns, ownSignIns, reviews }: SecurityFacts) {
  return [
    vulnerabilities.watched && say(vulnerabilityText, { open: vulnerabilities.open }),
    versions.watched &&
      say(versionText, {
        unsupported: versions.unsupported,
        systems: versions.systems,
        ending: versions.ending,
      }),
    updates.watched && say(updateText, { systems: updates.systems, behind: updates.behind }),
    systemSignIns.watched && say(failedText, { failed: systemSignIns.failed }),
    ownSignIns.watched && say(refusedText, { refused: ownSignIns.refused, before: ownSignIns.refusedBefore }),
    reviews.watched &&
      say(answerText, {
        all: reviews.current + reviews.stale + reviews.never,
        current: reviews.current,
        stale: reviews.stale,
        never: reviews.never,
      }),
  ]
}

function stand({ versions, vulnerabilities, updates, reviews }: SecurityFacts) {
  if (vulnerabilities.watched && vulnerabilities.open > 0) return ['fail', 'vulnerable'] as const
  if (versions.watched && versions.unsupported > 0) return ['fail', 'out of support'] as const
  if (versions.watched && versions.ending > 0) return ['warn', 'support ends'] as const
  if (updates.watched && updates.behind > 0) return ['warn', 'behind'] as const
  if (reviews.watched && reviews.stale + reviews.never > 0) return ['unknown', 'partly unknown'] as const
  // Nothing bad is known; what is not watched is named in its row, so this is never called fine.
  return ['plain', ''] as const
}

/** What nothing collects; why, where it is one thing. */
function missingRow(
  security: SecurityFacts,
  missing: readonly (keyof SecurityFacts)[],
  href: string,
): CandidateRow {
  const [first] = missing
  const source = first && missing.length === 1 ? security[first] : null
  return {
    tone: 'unknown',
    word: 'not watched',
    subject: capital(listed(missing.map((name) => names[name]))),
    text: source && !source.watched ? cleanText(source.why, 90) : '',
    href,
    isAside: true,
  }
}
