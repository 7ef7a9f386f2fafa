import type { Material } from '../material'
import type { ChapterNumber } from '../schema'
import { type ChapterPart, type ChapterPlan, hintOf } from './chapter'
import { whatIsDone } from './what-is-done'
import { whatIsNormal } from './what-is-normal'
import { whatItIs } from './what-it-is'
import { whatItNeeds } from './what-it-needs'
import { whatRunsOut } from './what-runs-out'
import { whatWentWrong } from './what-went-wrong'
import { whereThingsAre } from './where-things-are'

/** The seven chapters in reading order. */
export const chapterPlans: readonly ChapterPlan[] = [
  whatItIs,
  whatItNeeds,
  whatIsNormal,
  whatRunsOut,
  whatIsDone,
  whatWentWrong,
  whereThingsAre,
]

/** The plan of one chapter. */
export function planOf(number: ChapterNumber): ChapterPlan {
  const plan = chapterPlans[number - 1]
  if (!plan) throw new Error(`no chapter ${number}`)
  return plan
}

/** How many steps there are on the whole path. */
export const stepCount = chapterPlans.reduce((sum, { steps }) => sum + steps.length, 0)

/** Everything that a chapter says of this system, as one text: what its words are counted and searched in. */
export function chapterText(plan: ChapterPlan, material: Material): string {
  return [
    plan.title,
    ...plan.know,
    ...plan.parts(material).map(partText),
    ...plan.steps.map((step) => `${step.task} ${hintOf(step, material)}`),
  ].join('\n')
}

/** Everything that one part says. */
export function partText({ title, lead, rows, more }: ChapterPart): string {
  return [
    title,
    lead ?? '',
    ...rows.map(({ what, said, detail }) => [what, said, detail ?? ''].join(' · ')),
    more?.label ?? '',
  ].join('\n')
}
