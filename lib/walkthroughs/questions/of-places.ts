import { shownApprovers } from '../shown'
import { counted } from '../words'
import type { QuestionKind } from './draft'
import { amongOthers, onScale } from './options'

const cadences = [7, 14, 30, 45, 60, 90, 120, 180, 365]
const windows = [
  'daily 01:00-03:00',
  'daily 03:00-05:00',
  'daily 22:00-02:00',
  'Sun 02:00-06:00',
  'Sat 22:00-02:00',
  'Sat,Sun 01:00-05:00',
  'Mon-Fri 22:00-02:00',
]
const zones = ['Europe/Berlin', 'Europe/London', 'America/New_York', 'Asia/Singapore', 'Australia/Sydney']

/** What chapter 7 can be asked. */
export const placeKinds: readonly QuestionKind[] = [
  {
    kind: 'runbook',
    chapter: 7,
    anchor: 'working',
    wants: 'Link the runbook.',
    draft: ({ facts: { system }, neighbours }, seed) => [
      system.runbookUrl === null
        ? null
        : {
            text: `Where is the runbook of ${system.name}?`,
            right: system.runbookUrl,
            options: amongOthers(`${seed} runbook`, system.runbookUrl, [
              neighbours.systems.flatMap(({ runbookUrl }) => runbookUrl ?? []),
            ]),
          },
    ],
  },
  {
    kind: 'window',
    chapter: 7,
    anchor: 'working',
    wants: 'Say in which low-traffic window it may be worked on.',
    draft: ({ facts: { system }, neighbours }, seed) => [
      system.maintenanceWindow === null
        ? null
        : {
            text: `Which low-traffic window was set for ${system.name}?`,
            right: system.maintenanceWindow,
            options: amongOthers(`${seed} window`, system.maintenanceWindow, [
              neighbours.systems.flatMap(({ maintenanceWindow }) => maintenanceWindow ?? []),
              windows,
            ]),
          },
    ],
  },
  {
    kind: 'time-zone',
    chapter: 7,
    anchor: 'working',
    wants: 'Say in which time zone it lives, where that is not UTC.',
    draft: ({ facts: { system }, neighbours }, seed) => [
      // The default has another form than all others, which would tell it.
      system.timeZone.includes('/')
        ? {
            text: `By which time zone is ${system.name} looked after?`,
            right: system.timeZone,
            options: amongOthers(`${seed} zone`, system.timeZone, [
              neighbours.systems.map(({ timeZone }) => timeZone).filter((zone) => zone.includes('/')),
              zones,
            ]),
          }
        : null,
    ],
  },
  {
    kind: 'approver',
    chapter: 7,
    anchor: 'deciding',
    wants: 'Have a manager, and three people who are none.',
    draft: (material, seed) => {
      const { people, facts } = material
      const approvers = people.filter(({ approves }) => approves).map(({ name }) => name)
      const others = people.filter(({ approves }) => !approves).map(({ name }) => name)
      return shownApprovers(material).map(({ id, name }) => ({
        subject: id,
        text: `Who of these may decide that a risk of ${facts.system.name} is accepted?`,
        right: name,
        also: approvers.filter((other) => other !== name),
        options: amongOthers(`${seed} approver ${id}`, name, [others], approvers),
      }))
    },
  },
  {
    kind: 'cadence',
    chapter: 7,
    anchor: 'working',
    isFiller: true,
    wants: 'Say after how many days it is reviewed again.',
    draft: ({ facts: { system } }, seed) => {
      const words = (days: number) => counted(days, 'day', 'days')
      return [
        {
          text: `After how many days is ${system.name} reviewed again?`,
          right: words(system.reviewCadenceDays),
          options: onScale(`${seed} cadence`, system.reviewCadenceDays, cadences, words),
        },
      ]
    },
  },
]
