import type { Material } from '../material'
import { shownApprovers } from '../shown'
import { counted } from '../words'
import { type ChapterPart, type ChapterPlan, row } from './chapter'

/** Chapter 7: where things are. */
export const whereThingsAre: ChapterPlan = {
  number: 7,
  title: 'Where things are',
  know: [
    'Where the runbook is, and that you can open it.',
    'When the system may be worked on.',
    'Who may decide to live with a risk.',
  ],
  noteWanted: 'Where is access asked for, and in which channel is an alert read?',
  core: [],
  steps: [
    {
      key: 'open-runbook',
      task: 'Open the runbook and find how the system is started, stopped and restored.',
      hint: 'The link on this page.',
      without: ({ facts }) =>
        facts.system.runbookUrl === null
          ? 'None is linked, so “Not found” is the answer, and becomes a finding.'
          : null,
    },
    {
      key: 'access',
      task: 'Find where access is asked for, and whether you have what an alert at night would need.',
      hint: 'The note of this chapter; else its owner.',
    },
  ],
  parts: (material) => [working(material), deciding(material)],
}

function working({ facts: { system } }: Material): ChapterPart {
  return {
    anchor: 'working',
    title: 'To work on it',
    lead: null,
    rows: [
      row('Runbook', system.runbookUrl ?? 'None is linked', { href: linkable(system.runbookUrl) }),
      row('Low-traffic window', system.maintenanceWindow ?? 'Nobody has said'),
      row('Its time zone', system.timeZone),
      row('Reviewed again after', counted(system.reviewCadenceDays, 'day', 'days'), {
        href: `/systems/${system.id}/reviews`,
      }),
    ],
    more: { label: 'Its maintenance', href: `/systems/${system.id}/tasks` },
  }
}

/** Only what a browser may follow: an address that somebody typed is text first. */
const linkable = (url: string | null) => (url !== null && /^https?:\/\//i.test(url) ? url : null)

function deciding(material: Material): ChapterPart {
  const all = material.people.filter(({ approves }) => approves)
  const shown = shownApprovers(material)
  const rest = all.length - shown.length
  return {
    anchor: 'deciding',
    title: 'To decide',
    lead: all.length === 0 ? 'Nobody here may accept a risk.' : null,
    rows:
      shown.length === 0
        ? []
        : [
            row('May accept a risk', shown.map(({ name }) => name).join(', '), {
              detail: rest > 0 ? `and ${counted(rest, 'other', 'others')}` : null,
            }),
          ],
    more: null,
  }
}
