import type { ReportDocument } from '../report-document'
import type { ReportFacts } from '../report-facts'
import { weekOnFire } from './week-on-fire'
import { weeksOfScope } from './weeks-of-scope'
import { weeksOfSources } from './weeks-of-sources'

// Takes facts away one by one, so that a test can see which sentences notice.

type Leaf = string | number | boolean | null

/** A fact by its path, and the same facts with this one removed or changed. */
export interface ChangedFact {
  /** "redFlags.rows[].raised": places of lists and keys of records are not part of it. */
  path: string
  facts: ReportFacts
}

/** Words that a fact may be instead; it must stay one that exists. */
const words: Readonly<Record<string, readonly string[]>> = {
  'scope.kind': ['instance'],
  'period.kind': ['on-demand', 'weekly'],
  'period.zone': ['Pacific/Kiritimati', 'Pacific/Pago_Pago'],
  'period.week': ['2026-W12'],
  'decisions.items[].kind': ['sign-review', 'capacity'],
  'findings.items[].what': ['verified', 'accepted'],
  'findings.items[].severity': ['low', 'critical'],
  'decisions.items[].severity': ['low', 'critical'],
  'backups.rows[].state': ['none', 'late', 'ok'],
  'backups.rows[].proofLevel': ['booted', 'listed'],
  'capacity.rows[].status': ['reached', 'reaches'],
  'expiring.items[].kind': ['evidence', 'answer'],
  'nextWeek.items[].kind': ['review', 'task'],
  'maintenance.items[].tier': ['daily', 'quarterly'],
}

/** Numbers that may be unknown. */
const mayLack =
  /(?:score\.median|medianBefore|Hours|\.value|\.limit|growthPerWeek|decisions\.items\[\]\.number)$/

const isInstant = (text: string) => /^\d{4}-\d\d-\d\dT/.test(text)

/** What a leaf could be instead: nothing, less, more, something else. */
function alternatives(path: string, value: Leaf): Leaf[] {
  const known = words[path]
  if (known) return known.filter((word) => word !== value)
  if (typeof value === 'boolean') return [!value]
  if (typeof value === 'number') {
    const numbers = [0, value + 1, value + 400_000].filter((other) => other !== value)
    return mayLack.test(path) ? [...numbers, null] : numbers
  }
  if (value === null) return insteadOfNothing(path)
  if (isInstant(value))
    return [-40, 40].map((days) => new Date(Date.parse(value) + days * 86_400_000).toISOString())
  return path.endsWith('href') ? ['/elsewhere'] : ['Something else']
}

/** What a missing leaf could be; a missing group of facts stays missing. */
function insteadOfNothing(path: string): Leaf[] {
  if (/(?:At|earliest|middle|latest)$/.test(path)) return ['2026-12-01T00:00:00.000Z']
  if (/\.(?:before|after|owner|person|unit|id)$/.test(path)) return ['something']
  return /(?:previous|worst)$/.test(path) ? [] : [7]
}

/** The same part of a week that has everything. */
function elsewhere(path: string): unknown {
  const full: ReportFacts = {
    ...weekOnFire,
    security: weeksOfSources['every source of security'].security,
    teams: weeksOfScope['several teams'].teams,
  }
  return path
    .split('.')
    .reduce<unknown>(
      (part, key) => (part as Record<string, unknown> | undefined)?.[key.replace('[]', '')],
      full,
    )
}

/** Every fact, each removed or changed in all ways that leave the others as they are. Of lists the first two are taken. */
export function* changedFacts(facts: ReportFacts): Generator<ChangedFact> {
  yield* walk(facts, '', (value) => value as ReportFacts)
}

function* walk(node: unknown, path: string, put: (value: unknown) => ReportFacts): Generator<ChangedFact> {
  if (Array.isArray(node)) {
    yield { path: `${path}[]`, facts: put(node.length > 0 ? [] : [elsewhere(path)].flat().slice(0, 1)) }
    for (const [place, item] of node.slice(0, 2).entries()) {
      yield* walk(item, `${path}[]`, (value) => put(node.map((own, at) => (at === place ? value : own))))
    }
    return
  }
  if (node !== null && typeof node === 'object') {
    const name = path.endsWith('causes') ? () => path : (key: string) => (path ? `${path}.${key}` : key)
    // A source that exists or not: without it, none of its numbers is there.
    if ('watched' in node && typeof node.watched === 'boolean') {
      const other = node.watched ? { watched: false, why: 'nothing collects it' } : elsewhere(path)
      yield { path: `${path}.watched`, facts: put(other) }
    }
    for (const [key, child] of Object.entries(node)) {
      if (typeof child === 'boolean' && key === 'watched') continue
      yield* walk(child, name(key), (value) => put({ ...node, [key]: value }))
    }
    return
  }
  for (const value of alternatives(path, node as Leaf)) yield { path, facts: put(value) }
}

/** Every sentence of a document by its key: what a reader of that key sees, as one text. */
export function sentencesOf(document: ReportDocument): Map<string, string> {
  const { subject, title, scope, meta, headline, summary, figures, decisions, decisionsLead, sections } =
    document
  return new Map([
    ['subject', subject],
    ['title', title],
    ['scope', scope],
    ['meta', meta],
    [headline.key, headline.text],
    ...summary.map((claim): [string, string] => [claim.key, `${claim.text} ${claim.href}`]),
    ...figures.map((figure): [string, string] => [`figure.${figure.key}`, JSON.stringify(figure)]),
    ['decisions.lead', decisionsLead.text],
    ['decisions.items', JSON.stringify(decisions)],
    ...sections.flatMap((section): [string, string][] => [
      [section.lead.key, `${section.title} ${section.word} ${section.lead.text}`],
      [`${section.key}.rows`, JSON.stringify([section.rows, section.more])],
    ]),
  ])
}
