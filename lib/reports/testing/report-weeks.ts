import type { ReportFacts } from '../report-facts'
import { factsOf } from './report-facts-builder'
import { typicalWeek } from './typical-week'
import { weekOnFire } from './week-on-fire'
import { weeksOfScope } from './weeks-of-scope'
import { weeksOfSight } from './weeks-of-sight'
import { weeksOfSources } from './weeks-of-sources'
import { weeksOfWork } from './weeks-of-work'

/** Weeks as they happen, by name. Tests walk all of them; compose-report.test.ts says what each must say. */
export const reportWeeks = {
  'a quiet week': factsOf(),
  'a typical week': typicalWeek,
  'everything on fire': weekOnFire,
  ...weeksOfSight,
  ...weeksOfWork,
  ...weeksOfSources,
  ...weeksOfScope,
} satisfies Record<string, ReportFacts>

/** The name of a week of the fixtures. */
export type WeekName = keyof typeof reportWeeks
