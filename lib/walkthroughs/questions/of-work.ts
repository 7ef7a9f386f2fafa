import type { Material } from '../material'
import { shownTasks } from '../shown'
import { firstSentence, tierNames } from '../words'
import { plain, type QuestionKind } from './draft'
import { amongOthers } from './options'

/** Tasks whose title means one of them: of the others nobody could tell which is asked for. */
function askable(material: Material) {
  const titles = material.tasks.map(({ title }) => plain(title))
  const isUnique = (title: string) => titles.indexOf(title) === titles.lastIndexOf(title)
  return shownTasks(material).filter(({ title }) => isUnique(plain(title)))
}

const saysRhythm = /\b(dai|day|week|month|quarter|year|annual|night|hour)/i

/** What chapter 5 can be asked. */
export const workKinds: readonly QuestionKind[] = [
  {
    kind: 'rhythm',
    chapter: 5,
    anchor: 'tasks',
    wants: 'Plan its maintenance.',
    draft: (material) =>
      askable(material)
        .filter(({ title }) => !saysRhythm.test(title))
        .map(({ id, title, tier }) => ({
          subject: id,
          text: `How often is “${title}” done?`,
          right: tierNames[tier],
          options: Object.values(tierNames),
        })),
  },
  {
    kind: 'work-of-rhythm',
    chapter: 5,
    anchor: 'tasks',
    wants: 'Plan maintenance of more than one rhythm.',
    draft: (material, seed) =>
      shownTasks(material)
        .filter(({ title }) => !saysRhythm.test(title))
        .map(({ id, title, tier }) => {
          const same = material.tasks.filter((task) => task.tier === tier).map((task) => task.title)
          const others = material.tasks.filter((task) => task.tier !== tier && !saysRhythm.test(task.title))
          return {
            subject: id,
            text: `Which of these is ${tierNames[tier].toLowerCase()} work on ${material.facts.system.name}?`,
            right: title,
            also: same.filter((other) => other !== title),
            options: amongOthers(`${seed} work ${id}`, title, [others.map((task) => task.title)], same),
          }
        }),
  },
  {
    kind: 'why',
    chapter: 5,
    anchor: 'tasks',
    wants: 'Say of each task why it is done.',
    draft: (material, seed) => {
      const short = (why: string) => firstSentence(why)
      return askable(material)
        .filter(({ why }) => why.trim().length >= 20)
        .map(({ id, title, why }) => ({
          subject: id,
          text: `Why is “${title}” done?`,
          right: short(why),
          options: amongOthers(`${seed} why ${id}`, short(why), [
            material.tasks.filter((task) => task.id !== id).map((task) => short(task.why)),
            material.neighbours.taskWhys.map(short),
          ]),
        }))
    },
  },
]
