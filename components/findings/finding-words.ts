/** What a finding is, in words. */
export const kindNames: Readonly<Record<string, string>> = {
  defect: 'Fault',
  'red-flag': 'Red flag: a claim without proof',
  unwatched: 'Blind spot: nobody looks',
  'knowledge-gap': 'Nobody knows',
  'doc-gap': 'Documentation is missing or wrong',
}

/** Where a finding came from, in words. */
export const originNames: Readonly<Record<string, string>> = {
  check: 'A check',
  manual: 'A person',
  'red-flag': 'A red flag',
  review: 'A review',
  walkthrough: 'A walkthrough',
  alert: 'An alert',
  verification: 'A restore or a comparison that was tried',
  incident: 'An incident',
  'config-audit': 'An audit of settings',
}

/** The page where a finding without a check has its cause; null when its own page is all there is. */
export function originLink(finding: {
  origin: string
  kind: string
  controlKey: string | null
  flagKey: string | null
  drillRunId: string | null
  guidedId: string | null
  system: { id: string }
}): { href: string; label: string } | null {
  const page = `/systems/${finding.system.id}`
  if (finding.origin === 'config-audit' && finding.kind === 'unwatched')
    return { href: `${page}/core-questions`, label: 'Core questions' }
  if (finding.controlKey) return { href: `${page}/controls/${finding.controlKey}`, label: 'Control' }
  if (finding.origin === 'red-flag') {
    const { flagKey } = finding
    return flagKey
      ? { href: `/red-flags/${flagKey}`, label: 'Rule of the flag' }
      : { href: '/red-flags', label: 'Red flags' }
  }
  if (finding.origin === 'review') return { href: `${page}/reviews`, label: 'Reviews' }
  if (finding.drillRunId)
    return { href: `${page}/proofs/drills/runs/${finding.drillRunId}`, label: 'The restore' }
  if (finding.guidedId)
    return { href: `${page}/proofs/migrations/guided/${finding.guidedId}`, label: 'What differs' }
  if (finding.origin === 'alert' || finding.origin === 'verification')
    return { href: `${page}/proofs`, label: 'Proofs' }
  return null
}

/** Where the proof that a red flag misses can be made at once; null when its rule is all there is. */
export function proofLink({ flagKey, system }: { flagKey: string | null; system: { id: string } }): {
  href: string
  label: string
} | null {
  return flagKey === 'unproven-backup'
    ? { href: `/systems/${system.id}/proofs/drills`, label: 'Prove it now' }
    : null
}
