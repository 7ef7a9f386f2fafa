import { slaDays } from '@/lib/findings/due-date'
import { formatDay } from '@/lib/format/moment'
import type { Material } from '../material'
import {
  lastProof,
  openFindings,
  shownAcceptances,
  shownFindings,
  shownFlags,
  shownIncidents,
} from '../shown'
import { counted, dateWithYear } from '../words'
import { type ChapterPart, type ChapterPlan, row } from './chapter'

/** Chapter 6: what has gone wrong. */
export const whatWentWrong: ChapterPlan = {
  number: 6,
  title: 'What has gone wrong',
  know: [
    'What is broken or unproven right now.',
    'Which risks somebody chose to live with, and until when.',
    'What would not make a sound if it broke.',
  ],
  noteWanted: 'What went wrong that nobody wrote down, and what is always wrong first?',
  core: ['breaks-silently'],
  steps: [
    {
      key: 'last-restore',
      task: 'Find the last restore of its data that was tried, and what came of it.',
      hint: 'Its page of proofs.',
    },
  ],
  parts: (material) => [
    open(material),
    flags(material),
    restore(material),
    accepted(material),
    incidents(material),
  ],
}

function open(material: Material): ChapterPart {
  const { system, findings } = material.facts
  const all = openFindings(findings).length
  const shown = shownFindings(material)
  const days = `Time to end one: critical ${slaDays.critical} days, high ${slaDays.high} days, medium ${slaDays.medium} days, low ${slaDays.low} days.`
  return {
    anchor: 'open',
    title: 'Open now',
    lead: all === 0 ? `No finding is open. ${days}` : days,
    rows: shown.map(({ number, title, severity, due }) =>
      row(title, severity, {
        detail: `F-${number}, due ${formatDay(due, system.timeZone, material.now)}`,
        href: `/findings/${number}`,
      }),
    ),
    more: all > shown.length ? { label: `All ${all}`, href: `/findings?system=${system.id}` } : null,
  }
}

function flags(material: Material): ChapterPart {
  const { flags: all, facts, now } = material
  const raised = all.filter(({ status }) => status === 'raised')
  const unknown = all.filter(({ status }) => status === 'unknown' || status === null)
  const unsure = unknown.length > 0 ? ` Of ${unknown.length} nobody can say.` : ''
  return {
    anchor: 'flags',
    title: 'Red flags',
    lead: `${raised.length} of ${counted(all.length, 'flag is', 'flags are')} raised: claims without proof.${unsure}`,
    rows: shownFlags(material).map(({ key, title, since }) =>
      row(title, 'raised', {
        detail: since ? `since ${formatDay(since, facts.system.timeZone, now)}` : null,
        href: `/red-flags/${key}`,
      }),
    ),
    more: null,
  }
}

function restore(material: Material): ChapterPart {
  const { system } = material.facts
  const proof = lastProof(material)
  return {
    anchor: 'restore',
    title: 'Last proven restore',
    lead: proof ? null : 'Never within thirteen months: its backups are believed, not known.',
    rows: proof
      ? [
          row(dateWithYear(proof.startedAt, system.timeZone), `level ${proof.level}`, {
            href: `/systems/${system.id}/proofs`,
          }),
        ]
      : [],
    more: { label: 'Proofs', href: `/systems/${system.id}/proofs` },
  }
}

function accepted(material: Material): ChapterPart {
  const { timeZone } = material.facts.system
  return {
    anchor: 'accepted',
    title: 'Accepted risks',
    lead: material.acceptances.length === 0 ? 'None.' : null,
    rows: shownAcceptances(material).map(({ findingNumber, title, until, approver }) =>
      row(title, `until ${dateWithYear(until, timeZone)}`, {
        detail: `F-${findingNumber}, approved by ${approver}`,
        href: `/findings/${findingNumber}`,
      }),
    ),
    more: null,
  }
}

function incidents(material: Material): ChapterPart {
  const { timeZone } = material.facts.system
  return {
    anchor: 'incidents',
    title: 'Incidents',
    lead: material.incidents.length === 0 ? 'None is recorded.' : null,
    rows: shownIncidents(material).map(({ number, title, startedAt }) =>
      row(title, dateWithYear(startedAt, timeZone), { href: `/incidents/${number}` }),
    ),
    more: null,
  }
}
