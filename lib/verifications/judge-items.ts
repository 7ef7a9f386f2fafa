import { Problem } from '@/lib/problem'
import {
  type VerificationArea,
  type VerificationForm,
  type VerificationItem,
  verificationAreas,
} from './schema'

const names: Readonly<Record<VerificationArea, string>> = {
  records: 'Records',
  files: 'Files',
  volumes: 'Volumes',
  dependencies: 'Dependencies',
  jobs: 'Jobs',
}

const refuse = (sentences: Record<string, string>) => {
  const [first = ''] = Object.values(sentences)
  return new Problem('invalid', first, sentences)
}

/** The areas of a form as they are stored. Throws an invalid Problem when a row contradicts itself. Pure. */
export function itemsOf(form: VerificationForm): VerificationItem[] {
  return verificationAreas.map((area) => {
    const outcome = form[`${area}Outcome`]
    const [expected, found, typed] = [form[`${area}Expected`], form[`${area}Found`], form[`${area}Missing`]]
    const short = expected !== null && found !== null ? Math.max(0, expected - found) : null
    if (outcome === 'verified' && short)
      throw refuse({
        [`${area}Outcome`]: `${names[area]}: ${found} of ${expected} were found, so ${short === 1 ? 'one is' : `${short} are`} missing. Choose missing.`,
      })
    if (outcome === 'verified' && typed)
      throw refuse({
        [`${area}Outcome`]: `${names[area]}: ${typed} missing is not verified. Choose missing.`,
      })
    const missing = outcome === 'missing' ? (typed ?? short ?? 0) : 0
    if (outcome === 'missing' && missing === 0)
      throw refuse({ [`${area}Missing`]: `${names[area]}: write how many are missing, e.g. 3.` })
    return { area, outcome, expected, found, missing, detail: form[`${area}Detail`] }
  })
}

/** Throws an invalid Problem unless a verification may be closed: everything decided, nothing missing. Pure. */
export function refuseClosing(items: readonly VerificationItem[]): void {
  const faults: Record<string, string> = {}
  for (const { area, outcome, missing } of items) {
    if (outcome === 'not-checked')
      faults[`${area}Outcome`] =
        `${names[area]} were not checked: compare them, or say that they do not apply.`
    if (outcome === 'missing')
      faults[`${area}Outcome`] =
        `${names[area]}: ${missing} missing. Bring back what is missing, then choose verified; until then it stays open.`
  }
  if (Object.keys(faults).length > 0) throw refuse(faults)
  if (items.every(({ outcome }) => outcome === 'not-applicable'))
    throw refuse({ recordsOutcome: 'Nothing was compared: at least one area must be verified.' })
}
