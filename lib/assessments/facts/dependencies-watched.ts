import { type Fact, missing } from './define-fact'
import { countOf, listed } from './words'

/** Whether anybody would see a system fail that this one needs. */
export const dependenciesWatched: Fact = {
  name: 'dependencies.watched',
  tells: 'whether each system that this one needs has a check with a current result',
  read: ({ dependencies, system }) => {
    if (dependencies.length === 0)
      return missing('No system that it needs is listed here.', [
        { sentence: `What ${system.name} needs.`, href: `/systems/${system.id}` },
      ])
    const unseen = dependencies.filter(({ currentChecks }) => currentChecks === 0)
    const of = `Of ${countOf(dependencies.length, 'system')} that it needs,`
    return {
      outcome: unseen.length === 0 ? 'pass' : 'fail',
      statement:
        unseen.length === 0
          ? `${of} each is watched.`
          : `${of} nobody sees whether ${listed(unseen.map(({ name }) => name))} works.`,
      facts: dependencies.slice(0, 12).map(({ id, name, purpose, currentChecks }) => ({
        sentence: `${name} (${purpose}): ${countOf(currentChecks, 'check')} with a current result.`,
        href: `/systems/${id}`,
      })),
    }
  },
}
