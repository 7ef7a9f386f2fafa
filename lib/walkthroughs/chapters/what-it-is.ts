import { formatDuration } from '@/lib/format/moment'
import { capital } from '@/lib/format/sentences'
import { type TargetKind, targetKindNames } from '@/lib/systems/target-address'
import type { Material } from '../material'
import { shownTargets } from '../shown'
import { criticalityNames, systemKindNames } from '../words'
import { type ChapterPlan, type ChapterRow, row } from './chapter'

/** Chapter 1: what it is and who asks for it. */
export const whatItIs: ChapterPlan = {
  number: 1,
  title: 'What it is and who asks for it',
  know: [
    'Whom to ask, and who stands in.',
    'What was promised: how much may be lost, how soon it is back.',
    'The address at which it answers.',
  ],
  noteWanted: 'Who asks for it, and who notices first when it is away?',
  core: [],
  steps: [
    {
      key: 'reach-owner',
      task: 'Find how to reach the owner, or whoever stands in, outside working hours.',
      hint: 'The runbook or the team’s list.',
    },
    {
      key: 'first-to-notice',
      task: 'Find out who notices first when it is away.',
      hint: 'The note of this chapter; else ask the owner.',
    },
  ],
  parts: (material) => [facts(material), addresses(material)],
}

function facts({ facts: { system }, description, team }: Material) {
  const person = (who: { name: string } | null, nobody: string) => who?.name ?? nobody
  const goal = (minutes: number | null) =>
    minutes === null ? 'Nobody has said' : formatDuration(minutes * 60)
  const rows: ChapterRow[] = [
    row('It is', `${systemKindNames[system.kind] ?? system.kind}, ${system.environment}`),
    row('Criticality', criticalityNames[system.criticality]),
    row('Owner', person(system.owner, 'Nobody owns it'), { detail: team ? `Team ${team}` : null }),
    row('Stands in', person(system.backupOwner, 'Nobody')),
    row('Data that may be lost at most', goal(system.rpoMinutes), { detail: 'its RPO' }),
    row('Back in service within', goal(system.rtoMinutes), { detail: 'its RTO' }),
  ]
  return {
    anchor: 'facts',
    title: 'In short',
    lead: description.trim() ? shortened(description) : null,
    rows,
    more: { label: 'Page of the system', href: `/systems/${system.id}` },
  }
}

const shortened = (text: string) => (text.length > 300 ? `${text.slice(0, 298).trimEnd()} …` : text)

function addresses(material: Material) {
  const { targets } = material.facts
  const shown = shownTargets(material)
  return {
    anchor: 'addresses',
    title: 'Where it answers',
    lead: targets.length === 0 ? 'No address is known: nothing of it can be watched.' : null,
    rows: shown.map(({ kind, address }) => row(capital(targetKindNames[kind as TargetKind]), address)),
    more:
      targets.length > shown.length
        ? { label: `All ${targets.length} addresses`, href: `/systems/${material.facts.system.id}` }
        : null,
  }
}
