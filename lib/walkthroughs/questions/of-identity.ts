import { formatDuration } from '@/lib/format/moment'
import { shownTargets } from '../shown'
import { criticalityNames } from '../words'
import type { QuestionKind } from './draft'
import { amongOthers, onScale } from './options'

const minutes = [5, 15, 30, 60, 120, 240, 480, 720, 1_440, 2_880, 4_320, 10_080]
const asTime = (value: number) => formatDuration(value * 60)

/** What chapter 1 can be asked. */
export const identityKinds: readonly QuestionKind[] = [
  {
    kind: 'owner',
    chapter: 1,
    anchor: 'facts',
    wants: 'Name an owner; there must be three other people who can sign in.',
    draft: ({ facts: { system }, people }, seed) => [
      system.owner && {
        text: `Who owns ${system.name}?`,
        right: system.owner.name,
        options: amongOthers(`${seed} owner`, system.owner.name, [people.map(({ name }) => name)]),
      },
    ],
  },
  {
    kind: 'stand-in',
    chapter: 1,
    anchor: 'facts',
    wants: 'Name a back-up owner.',
    draft: ({ facts: { system }, people }, seed) => [
      system.backupOwner &&
        system.owner && {
          text: `The owner of ${system.name} is on holiday. Who stands in?`,
          right: system.backupOwner.name,
          options: amongOthers(`${seed} stand-in`, system.backupOwner.name, [people.map(({ name }) => name)]),
        },
    ],
  },
  {
    kind: 'criticality',
    chapter: 1,
    anchor: 'facts',
    wants: 'Say how critical the system is.',
    draft: ({ facts: { system } }) => [
      {
        text: `How critical is ${system.name}?`,
        right: criticalityNames[system.criticality],
        options: Object.values(criticalityNames),
      },
    ],
  },
  {
    kind: 'data-loss',
    chapter: 1,
    anchor: 'facts',
    wants: 'Say how much data may be lost at most (RPO).',
    draft: ({ facts: { system } }, seed) => [
      system.rpoMinutes === null
        ? null
        : {
            text: `How much data of ${system.name} may be lost at most?`,
            right: asTime(system.rpoMinutes),
            options: onScale(`${seed} rpo`, system.rpoMinutes, minutes, asTime),
          },
    ],
  },
  {
    kind: 'recovery',
    chapter: 1,
    anchor: 'facts',
    wants: 'Say within which time the system has to be back (RTO).',
    draft: ({ facts: { system } }, seed) => [
      system.rtoMinutes === null
        ? null
        : {
            text: `After a failure, within which time has ${system.name} to be back?`,
            right: asTime(system.rtoMinutes),
            options: onScale(`${seed} rto`, system.rtoMinutes, minutes, asTime),
          },
    ],
  },
  {
    kind: 'address',
    chapter: 1,
    anchor: 'addresses',
    wants: 'Add the addresses at which it answers.',
    draft: (material, seed) => {
      const { facts, neighbours } = material
      const own = facts.targets.map(({ address }) => address)
      return shownTargets(material)
        .filter(({ kind }) => kind !== 'self')
        .map(({ id, address }) => ({
          subject: id,
          text: `At which of these does ${facts.system.name} answer?`,
          right: address,
          also: own.filter((other) => other !== address),
          options: amongOthers(`${seed} address ${id}`, address, [neighbours.addresses], own),
        }))
    },
  },
]
