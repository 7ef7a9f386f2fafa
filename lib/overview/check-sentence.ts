import { formatNear } from '@/lib/format/moment'
import type { CheckPage } from './view'

/** The state of a check in a sentence: "Certificate expiry has been failing since 3 d ago" reads badly, so by case. */
export function checkSentence(
  { check, reading }: Pick<CheckPage, 'check' | 'reading'>,
  zone: string,
): string {
  const { name, state } = check
  const near = (at: string | null) => (at ? formatNear(new Date(at), zone, new Date(reading.now)) : null)
  const since = near(check.since)
  const changed = since ? `, changed ${since}` : ''
  switch (state) {
    case 'fail':
      return `${name}: failing${changed}.`
    case 'warn':
      return `${name}: warning${changed}.`
    case 'ok':
      return `${name}: passing.`
    case 'not-applicable':
      return `${name}: not applicable here.`
    case 'paused':
      return `${name}: paused, nobody is looking.`
    case 'never':
      return `${name}: first run still to come.`
    case 'unknown':
      return check.lastOkAt
        ? `${name}: unknown, last passed ${near(check.lastOkAt)}.`
        : `${name}: unknown, never passed yet.`
  }
}
