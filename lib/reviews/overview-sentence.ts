import type { OverviewPage } from './view'

type Said = Pick<OverviewPage, 'head' | 'suggested' | 'toConfirm'>

/** The headline of a review that is not closed. Pure. */
export function overviewSentence({ head, suggested, toConfirm }: Said): string {
  const name = `${head.systemName}, ${head.quarterName}`
  const left = `about ${head.minutesLeft} min left`
  const known = `${suggested} of ${head.total} answers known`
  switch (head.state) {
    case 'planned':
      return `${name}: planned; its data are gathered seven days before.`
    case 'cancelled':
      return `${name}: cancelled with ${head.answered} of ${head.total} answered.`
    case 'sign-off':
      return `${name}: ${head.answered} of ${head.total} answered, waiting for a signature.`
    case 'closed':
      return `${name}: closed.`
    case 'preparing':
      return head.preparedAt === null
        ? `${name}: gathering what the data show.`
        : `${name}: ready to begin, ${known}, ${left}.`
    case 'in-review': {
      const waiting = toConfirm > 0 ? `, ${toConfirm} to confirm` : ''
      return `${name}: ${head.answered} of ${head.total} answered${waiting}, ${left}.`
    }
  }
}
