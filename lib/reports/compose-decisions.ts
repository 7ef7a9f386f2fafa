import { cleanText, productPath } from './clean-text'
import type { DecisionFact, DecisionKind } from './decision-fact'
import type { Claim, ReportDecision } from './report-document'
import { dateOf, dayOf, nameOf, type ReportFrame, titleOf } from './report-frame'
import { say } from './say'

const lead = `{total, plural, one {# decision waits} other {# decisions wait}}, the first by {first}{rest, plural, =0 {} other {; the {named, number} most pressing are named}}.`

const asks: Readonly<Record<DecisionKind, string>> = {
  'accept-risk': 'Accept the risk {number} on {system}?',
  'exclude-control': 'Leave a control out for {system}?',
  'sign-review': 'Sign the review of {system}?',
  'overdue-finding': 'Fix or accept {number} on {system}?',
  'unowned-finding': 'Who takes {number} on {system}?',
  capacity: 'Plan more room for {system}?',
  'ending-acceptance': 'Renew the accepted risk {number} on {system}?',
}

const reasons: Readonly<Record<DecisionKind, string>> = {
  'accept-risk': '{severity}{title}; asked {since}',
  'exclude-control': '{title}; asked {since}',
  'sign-review': '{title}; waiting since {since}',
  'overdue-finding': '{severity}{title}; late since {since}',
  'unowned-finding': '{severity}{title}; without owner since {since}',
  capacity: '{title}',
  'ending-acceptance': '{severity}{title}; ends {by}',
}

/** Every decision that waits, most pressing first, as the facts rank them. */
export function composeDecisions(frame: ReportFrame): ReportDecision[] {
  return frame.facts.decisions.items.map((item) => composeDecision(frame, item))
}

function composeDecision(frame: ReportFrame, item: DecisionFact): ReportDecision {
  const values = {
    number: item.number === null ? '' : `F-${item.number}`,
    system: nameOf(item),
    title: titleOf(item.title, 70),
    severity: item.severity === null ? '' : `${item.severity}: `,
    since: dateOf(frame, item.since),
    by: dateOf(frame, item.by),
  }
  return {
    ask: say(asks[item.kind], values),
    why: say(reasons[item.kind], values),
    person: item.person === null ? 'a manager' : cleanText(item.person, 40) || 'a manager',
    by: `by ${dayOf(frame, item.by)}`,
    href: productPath(item.href),
  }
}

/** How many wait, and until when the first of them can. */
export function decisionsLead(frame: ReportFrame): Claim {
  const { total, items } = frame.facts.decisions
  if (total === 0) {
    return {
      key: 'decisions.lead',
      text: `Nobody has to decide anything this ${frame.unit}.`,
      href: '/today',
    }
  }
  const [soonest] = [...items].sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0))
  const first = soonest ? dayOf(frame, soonest.by) : 'now'
  return {
    key: 'decisions.lead',
    text: say(lead, { total, first, rest: Math.max(0, total - items.length), named: items.length }),
    href: '/today',
  }
}
