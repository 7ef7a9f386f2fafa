import type { Material } from '../material'
import { shownTasks } from '../shown'
import { counted, firstSentence, tierNames } from '../words'
import { type ChapterPlan, row } from './chapter'

/** Chapter 5: what is done daily, weekly, monthly, quarterly, and why. */
export const whatIsDone: ChapterPlan = {
  number: 5,
  title: 'What is done daily, weekly, monthly and quarterly, and why',
  know: [
    'Which work keeps it well, and how often.',
    'What would happen if it were left out.',
    'Where a result is written down.',
  ],
  noteWanted: null,
  core: [],
  steps: [
    {
      key: 'could-do',
      task: 'Open one task and follow its procedure in your mind: could you do it with what is written?',
      hint: 'Each title leads to its task.',
      without: ({ tasks }) =>
        tasks.length === 0
          ? 'Nothing is planned, so “Not found” is the answer, and becomes a finding.'
          : null,
    },
  ],
  parts: (material) => [tasks(material)],
}

function tasks(material: Material) {
  const { system } = material.facts
  const shown = shownTasks(material)
  return {
    anchor: 'tasks',
    title: 'Planned work',
    lead:
      material.tasks.length === 0
        ? 'No maintenance is planned here. The starter set of its kind is a first proposal.'
        : null,
    rows: shown.map(({ id, title, tier, why }) =>
      row(title, tierNames[tier], { detail: firstSentence(why), href: `/tasks/${id}` }),
    ),
    more:
      material.tasks.length > shown.length || shown.length === 0
        ? {
            label: shown.length === 0 ? 'Plan it' : `All ${counted(material.tasks.length, 'task', 'tasks')}`,
            href: `/systems/${system.id}/tasks`,
          }
        : null,
  }
}
