import { cleanText } from './clean-text'
import { type CandidateRow, type ReportFrame, type SectionDraft, titleOf, unwatched } from './report-frame'
import { say } from './say'
import type { AlertsFacts } from './section-facts'

const lead = `{fired, plural, =0 {None fired.} other {# fired: {parts}.}}`
const partTexts = `{acted, number} led to action, {needless, number} needed nothing{late, plural, =0 {} other {, # too late}}{unrated, plural, =0 {} other {, # unrated}}{woke, plural, =0 {} other {; # woke somebody}}`

/** Alerts: how many fired, and how many of them were worth it. */
export function composeAlerts(frame: ReportFrame): SectionDraft {
  const { alerts } = frame.facts
  const href = frame.view('/red-flags/ignored-alerts')
  if (!alerts.watched) {
    return unwatched('alerts', 'Alerts', `Not watched: ${reason(alerts.why)}.`, href)
  }
  const [tone, word] = stand(alerts)
  const told = say(partTexts, {
    acted: alerts.acted,
    needless: alerts.neededNothing,
    late: alerts.tooLate,
    unrated: alerts.unrated,
    woke: alerts.woke,
  })
  return {
    key: 'alerts',
    title: 'Alerts',
    watched: true,
    tone,
    word,
    lead: { text: say(lead, { fired: alerts.fired, parts: told }), href },
    rows: alerts.rules.filter(({ neededNothing }) => neededNothing > 0).map((rule) => ruleRow(rule, href)),
    beyond: 0,
  }
}

const reason = (why: string) => {
  const text = cleanText(why, 120).replace(/\.$/, '')
  return text.charAt(0).toLowerCase() + text.slice(1)
}

function stand({ tooLate, neededNothing, unrated, fired }: AlertsFacts) {
  if (tooLate > 0) return ['fail', 'too late'] as const
  if (fired > 0 && neededNothing * 2 >= fired) return ['warn', 'noisy'] as const
  if (unrated > 0) return ['unknown', 'unrated'] as const
  return fired > 0 ? (['ok', 'useful'] as const) : (['plain', ''] as const)
}

function ruleRow({ rule, fired, neededNothing }: AlertsFacts['rules'][number], href: string): CandidateRow {
  const isNoisy = neededNothing * 2 >= fired
  return {
    tone: isNoisy ? 'warn' : 'plain',
    word: isNoisy ? 'noisy' : '',
    subject: titleOf(rule, 40),
    text: say(`{needless, number} of {fired, number} needed nothing`, { needless: neededNothing, fired }),
    href,
  }
}
