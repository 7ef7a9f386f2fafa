import { slaDays } from '@/lib/findings/due-date'
import { severities } from '@/lib/findings/severity'
import type { Material } from '../material'
import { seededOrder } from '../seeded'
import {
  lastProof,
  openFindings,
  shownAcceptances,
  shownFindings,
  shownFlags,
  shownIncidents,
} from '../shown'
import { counted, dateWithYear } from '../words'
import { type DraftParts, plain, type QuestionKind } from './draft'
import { amongOthers, counts, datesAround, onScale } from './options'

const day = 86_400_000
const dayCounts = [3, 7, 14, 21, 30, 45, 60, 90, 120, 150, 180]
const never = 'Never'

/** What chapter 6 can be asked. */
export const troubleKinds: readonly QuestionKind[] = [
  {
    kind: 'open-finding',
    chapter: 6,
    anchor: 'open',
    wants: 'Findings that are open; without any, this is not asked.',
    draft: (material, seed) => {
      const own = openFindings(material.facts.findings).map(({ title }) => title)
      return shownFindings(material).map(({ id, title }) => ({
        subject: id,
        text: `Which of these is open on ${material.facts.system.name}?`,
        right: title,
        also: own.filter((other) => other !== title),
        options: amongOthers(`${seed} open ${id}`, title, [material.neighbours.findingTitles], own),
      }))
    },
  },
  {
    kind: 'raised-flag',
    chapter: 6,
    anchor: 'flags',
    wants: 'Let the red flags be judged; the worker does so by itself.',
    draft: (material, seed) => {
      const { flags, facts } = material
      const titles = flags.filter(({ status }) => status === 'raised').map(({ title }) => title)
      const others = flags.filter(({ status }) => status !== 'raised').map(({ title }) => title)
      return shownFlags(material).map(({ key, title }) => ({
        subject: key,
        text: `Which of these red flags is raised on ${facts.system.name}?`,
        right: title,
        also: titles.filter((other) => other !== title),
        options: amongOthers(`${seed} flag ${key}`, title, [others], titles),
      }))
    },
  },
  {
    kind: 'flag-count',
    chapter: 6,
    anchor: 'flags',
    isFiller: true,
    wants: 'Let the red flags be judged; the worker does so by itself.',
    draft: ({ flags, facts }, seed) => {
      if (flags.length < 3 || flags.every(({ status }) => status === null)) return []
      const raised = flags.filter(({ status }) => status === 'raised').length
      const words = (count: number) => `${count} of ${flags.length}`
      return [
        {
          text: `How many red flags are raised on ${facts.system.name}?`,
          right: words(raised),
          options: counts(`${seed} flags`, raised, { least: 0, most: flags.length }, words),
        },
      ]
    },
  },
  {
    kind: 'last-restore',
    chapter: 6,
    anchor: 'restore',
    wants: 'Restore a backup once; that it was never done can be asked as well.',
    draft: (material, seed) => [lastRestore(material, `${seed} restore`)],
  },
  {
    kind: 'accepted-until',
    chapter: 6,
    anchor: 'accepted',
    wants: 'Risks that were accepted; without any, this is not asked.',
    draft: (material, seed) => {
      const titles = material.acceptances.map(({ title }) => plain(title))
      const isUnique = (title: string) => titles.indexOf(title) === titles.lastIndexOf(title)
      return shownAcceptances(material).map(({ findingNumber, title, until }) => {
        // Two risks of one name end on two days: nobody could tell which is asked for.
        if (!isUnique(plain(title))) return null
        const words = (at: Date) => dateWithYear(at, material.facts.system.timeZone)
        return {
          subject: String(findingNumber),
          text: `Until when was the risk “${title}” accepted?`,
          right: words(until),
          options: datesAround(`${seed} accepted ${findingNumber}`, until, 30, words),
        }
      })
    },
  },
  {
    kind: 'incident',
    chapter: 6,
    anchor: 'incidents',
    wants: 'Incidents that were recorded; without any, this is not asked.',
    draft: (material, seed) => {
      const { system } = material.facts
      const dayOf = ({ startedAt }: { startedAt: Date }) => dateWithYear(startedAt, system.timeZone)
      return shownIncidents(material).map((incident) => {
        const { number, title } = incident
        const own = (isSameDay: boolean) =>
          material.incidents.filter((each) => (dayOf(each) === dayOf(incident)) === isSameDay)
        // What else happened on that day would be as right.
        const also = own(true)
          .map((each) => each.title)
          .filter((other) => other !== title)
        const pools = [own(false).map((each) => each.title), material.neighbours.incidentTitles]
        return {
          subject: String(number),
          text: `What happened to ${system.name} on ${dayOf(incident)}?`,
          right: title,
          also,
          options: amongOthers(`${seed} incident ${number}`, title, pools, also),
        }
      })
    },
  },
  {
    kind: 'deadline',
    chapter: 6,
    anchor: 'open',
    isFiller: true,
    wants: '',
    draft: (_material, seed) => {
      const [severity = 'high'] = seededOrder(severities, `${seed} deadline`, (each) => each)
      const words = (days: number) => counted(days, 'day', 'days')
      return [
        {
          text: `Within which time has a finding of severity ${severity} to be ended?`,
          right: words(slaDays[severity]),
          options: onScale(`${seed} deadline`, slaDays[severity], dayCounts, words),
        },
      ]
    },
  },
]

/** "Never" is always among the four, so that it says nothing by being there. */
function lastRestore(material: Material, seed: string): DraftParts {
  const { facts, neighbours, now } = material
  const proof = lastProof(material)
  const words = (at: Date) => dateWithYear(at, facts.system.timeZone)
  const right = proof ? words(proof.startedAt) : never
  const around = datesAround(seed, proof?.startedAt ?? new Date(now.getTime() - 60 * day), 11, words)
  const options = amongOthers(
    seed,
    right,
    proof ? [[never], neighbours.restoredAt.map(words), around] : [neighbours.restoredAt.map(words), around],
  )
  return {
    text: `When was a backup of ${facts.system.name} last restored so that it proved something?`,
    right,
    // Of three dates beside it, two are enough: one gives its place to "Never".
    options: options && proof && !options.includes(never) ? withNever(options, right) : options,
  }
}

function withNever(options: readonly string[], right: string): string[] {
  const index = options.findIndex((option) => option !== right)
  return options.map((option, at) => (at === index ? never : option))
}
