import { shownNeededBy, shownNeeds } from '../shown'
import type { QuestionKind } from './draft'
import { amongOthers } from './options'

/** What chapter 2 can be asked: only what is needed without another system between, which is what the page lists. */
export const needsKinds: readonly QuestionKind[] = [
  {
    kind: 'needs',
    chapter: 2,
    anchor: 'needs',
    wants: 'Write down which systems it needs.',
    draft: (material, seed) => {
      const { system, dependencies, dependents } = material.facts
      const own = [system.name, ...dependencies.map(({ name }) => name)]
      return shownNeeds(material).map(({ id, name }) => ({
        subject: id,
        text: `Which of these does ${system.name} need directly?`,
        right: name,
        also: own.filter((other) => other !== name),
        options: amongOthers(
          `${seed} needs ${id}`,
          name,
          [dependents.map((each) => each.name), material.neighbours.systems.map((each) => each.name)],
          own,
        ),
      }))
    },
  },
  {
    kind: 'needed-by',
    chapter: 2,
    anchor: 'needed-by',
    wants: 'Write down which systems need it.',
    draft: (material, seed) => {
      const { system, dependencies, dependents } = material.facts
      const own = [system.name, ...dependents.map(({ name }) => name)]
      return shownNeededBy(material).map(({ id, name }) => ({
        subject: id,
        text: `Which of these needs ${system.name} directly?`,
        right: name,
        also: own.filter((other) => other !== name),
        options: amongOthers(
          `${seed} needed-by ${id}`,
          name,
          [dependencies.map((each) => each.name), material.neighbours.systems.map((each) => each.name)],
          own,
        ),
      }))
    },
  },
  {
    kind: 'purpose',
    chapter: 2,
    anchor: 'needs',
    wants: 'Say of each dependency what it is needed for.',
    draft: (material, seed) => {
      const { system, dependencies } = material.facts
      const own = dependencies.map(({ purpose }) => purpose)
      return shownNeeds(material)
        .filter(({ purpose }) => purpose.trim() !== '')
        .map(({ id, name, purpose }) => ({
          subject: id,
          text: `What does ${system.name} need ${name} for?`,
          right: purpose,
          options: amongOthers(`${seed} purpose ${id}`, purpose, [own, material.neighbours.purposes]),
        }))
    },
  },
]
