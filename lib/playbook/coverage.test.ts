import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { coreQuestions } from '@/lib/assessments/schema'
import { checklistDocument } from '@/lib/checklists/schema'
import { shippedChecklists } from '@/lib/checklists/shipped/index'
import { checkKinds } from '@/lib/checks/kinds'
import { shippedRules } from '@/lib/red-flags/rules/index'
import { starterSets } from '@/lib/tasks/starter-sets/index'
import { playbookItems } from './items'
import { mapText, sectionsOf } from './map-text'
import { coverPages } from './playbook-item'

// The map is complete: no idea of the playbook is missing, none is uncovered, and what covers it exists.

/**
 * How many ideas each section of the playbook has, counted in its text: one for each question, list entry, row,
 * pattern and principle; a row that names several things counts each of them.
 */
const counted: Readonly<Record<string, number>> = {
  Mindset: 3,
  'When to use it': 5,
  'Quick reference': 9,
  'What piles up by itself': 6,
  'Core questions': 19,
  'Maintenance tiers': 10,
  'Database: questions': 4,
  'PostgreSQL patterns': 5,
  'Other databases': 11,
  'Backup strategy': 5,
  'Post-migration verification': 7,
  'Health monitoring: questions': 3,
  'Health check dimensions': 13,
  'Health check pattern': 4,
  'Resource monitoring: questions': 3,
  'Common resources': 9,
  'Security hygiene: questions': 5,
  'Security by frequency': 8,
  'Alerting: questions': 4,
  'Alert quality': 6,
  'Reporting: questions': 3,
  'Weekly report': 5,
  'Script structure': 10,
  'Automation principles': 5,
  'Cron pattern': 3,
  'Cron checklist': 5,
  'Getting started': 8,
  'Red flags': 6,
  Summary: 5,
  'Related practices': 5,
}

const controls = shippedChecklists.flatMap(({ yaml }) => checklistDocument.parse(parse(yaml)).controls)
const tasks = starterSets.flatMap((set) => set.tasks)
const known = new Set([
  ...controls.map(({ key }) => `control:${key}`),
  ...checkKinds.map(({ kind }) => `check:${kind}`),
  ...tasks.map(({ key }) => `task:${key}`),
  ...shippedRules.map(({ key }) => `flag:${key}`),
  ...coreQuestions.map((question) => `core:${question}`),
  ...coverPages.map((page) => `page:${page}`),
])
const covering = new Set<string>(playbookItems.flatMap(({ coveredBy }) => coveredBy))

describe('the map of the playbook', () => {
  it('has every section with every idea of it, in order', () => {
    expect(sectionsOf(playbookItems).map(([section, items]) => [section, items.length])).toEqual(
      Object.entries(counted),
    )
    expect(playbookItems).toHaveLength(194)
  })

  it.each(playbookItems.map((item) => [`${item.section}: ${item.item}`, item] as const))(
    '%s',
    (_name, item) => {
      expect(item.coveredBy.length).toBeGreaterThan(0)
      expect(item.coveredBy.filter((key) => !known.has(key))).toEqual([])
      expect(new Set(item.coveredBy).size).toBe(item.coveredBy.length)
    },
  )

  it('names each idea once in its section', () => {
    for (const [section, items] of sectionsOf(playbookItems))
      expect(new Set(items.map(({ item }) => item)).size, section).toBe(items.length)
  })

  it('uses each of the six red flags and every core question', () => {
    const six = shippedRules.filter(({ isOnByDefault }) => isOnByDefault).map(({ key }) => `flag:${key}`)
    expect(six).toHaveLength(6)
    const all = [...six, ...coreQuestions.map((question) => `core:${question}`)]
    expect(all.filter((key) => !covering.has(key))).toEqual([])
  })

  it('has a place for every control that ships: nothing is asked without a reason', () => {
    expect(controls.map(({ key }) => `control:${key}`).filter((key) => !covering.has(key))).toEqual([])
  })

  it('has a place for every starter task', () => {
    expect(tasks.map(({ key }) => `task:${key}`).filter((key) => !covering.has(key))).toEqual([])
  })
})

describe('the map as text', () => {
  it('fits the width and holds every key', () => {
    const text = mapText(playbookItems, 100)
    for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(100)
    for (const key of covering) expect(text).toContain(key)
    expect(text).toContain('194 ideas, each covered.')
  })
})
