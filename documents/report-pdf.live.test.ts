import { createHash } from 'node:crypto'
import { describe, expect, it, test } from 'vitest'
import { composeReport } from '@/lib/reports/compose-report'
import type { ReportDecision } from '@/lib/reports/report-document'
import { sectionKeys } from '@/lib/reports/report-document'
import { reportWeeks, type WeekName } from '@/lib/reports/testing/report-weeks'
import { type Paper, renderReportPdf } from './report-pdf'
import { readPdf } from './testing/read-pdf'

const baseUrl = 'https://ops.example.com'
const compose = (name: WeekName) => composeReport(reportWeeks[name], { installation: 'ops.example.com' })
const render = async (name: WeekName, paper: Paper = 'A4') =>
  readPdf(await renderReportPdf(compose(name), { paper, baseUrl }))
const flat = (text: string) => text.replaceAll(/\s+/g, '')

const full: readonly WeekName[] = [
  'a typical week',
  'everything on fire',
  'every source of security',
  'several teams',
  'names of the world',
  'names that want to be something else',
]

describe.each([
  ['A4', '[0 0 595.28 841.89]', Object.keys(reportWeeks) as WeekName[]],
  ['LETTER', '[0 0 612 792]', full],
] as const)('on %s', (paper, box, weeks) => {
  it.each(weeks)('%s stands on one page, on two when more than five decisions wait', async (name) => {
    const pdf = await render(name, paper)
    expect(pdf.pages).toBe(compose(name).decisions.length > 5 ? 2 : 1)
    expect(pdf.text).not.toContain('\ufffd')
    expect(pdf.raw).toContain(box)
  })
})

test('every sentence, figure, decision and row of the report is in it', async () => {
  for (const name of ['a quiet week', 'a typical week', 'nothing at all', 'several teams'] as const) {
    const document = compose(name)
    const text = flat((await render(name)).text)
    const sentences = [
      document.title,
      document.scope,
      document.meta,
      document.headline.text,
      document.decisionsLead.text,
      ...document.summary.map((claim) => claim.text),
      ...document.figures.flatMap(({ label, value, change, goal }) => [label, value, change, goal]),
      ...document.decisions.flatMap(({ ask, why, person, by }) => [ask, why, person, by]),
      ...document.sections.flatMap(({ title, word, lead, rows }) => [
        title,
        word,
        lead.text,
        ...rows.flatMap(({ subject, text: rest }) => [subject, rest]),
      ]),
    ]
    for (const sentence of sentences) expect(text, name).toContain(flat(sentence))
  }
})

test('it is tagged, has a language, a title, bookmarks and links', async () => {
  const document = compose('a typical week')
  const pdf = await render('a typical week')
  expect(pdf.raw).toContain('/Marked true')
  expect(pdf.raw).toContain('/StructTreeRoot')
  expect(pdf.raw).toContain('/Lang (en-GB)')
  expect(pdf.raw).toContain('/DisplayDocTitle true')
  expect(pdf.tags).toMatchObject({ Document: 1, H1: 1, H2: 11, Sect: 10, Table: 1, TR: 4, TH: 7, TD: 9 })
  expect(pdf.bookmarks).toEqual(['Decisions we need', ...document.sections.map(({ title }) => title)])
  expect(document.sections.map(({ key }) => key)).toEqual(sectionKeys)
  const paths = [
    document.headline,
    ...document.summary,
    ...document.decisions,
    ...document.figures,
    ...document.sections.map(({ lead }) => lead),
  ]
  for (const { href } of paths) expect(pdf.links).toContain(`${baseUrl}${href}`)
  for (const link of pdf.links) expect(link.startsWith(`${baseUrl}/`)).toBe(true)
})

test('without a public address nothing is a link', async () => {
  const pdf = readPdf(await renderReportPdf(compose('a typical week'), { paper: 'A4' }))
  expect(pdf.links).toEqual([])
  expect(pdf.tags.Link).toBeUndefined()
})

test('the same report gives the same bytes', async () => {
  const hash = async () =>
    createHash('sha256')
      .update(await renderReportPdf(compose('everything on fire'), { paper: 'A4', baseUrl }))
      .digest('hex')
  const first = await hash()
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  expect(await hash()).toBe(first)
})

test('no letter becomes an empty box: what the typeface lacks stands as numbers, and as itself for those who listen', async () => {
  const pdf = await render('names of the world')
  expect(flat(pdf.text)).toContain(flat('{53D7 6CE8 30C7 30FC …}'))
  expect(pdf.actual).toEqual(expect.arrayContaining(['受注データベース', '🔥', '👩‍🚒', 'مخزن']))
  // Those it has are set as they are, whatever file of the typeface they come from.
  for (const name of ['Заказы', 'Ανδρέας Παπαδόπουλος', 'Đặng Thị Hương', 'Łódź žluťoučký kůň']) {
    expect(flat(pdf.text)).toContain(flat(name))
  }
  expect(pdf.text).toContain('Signs in {braces} are Unicode numbers')
  expect((await render('a quiet week')).text).not.toContain('{braces}')
})

const waiting = (count: number): ReportDecision[] =>
  Array.from({ length: count }, (_, place) => ({
    ask: `Fix or accept F-${place + 1} on a-system-with-quite-a-long-name-${place}?`,
    why: 'critical: a title that is so long that it needs two lines of its column, and then some; late since 14 Nov',
    person: 'Bartholomew Featherstonehaugh',
    by: 'by Wed 25 Nov',
    href: `/findings/${place + 1}`,
  }))

test.each([
  [5, 1],
  [6, 2],
  [40, 2],
  [200, 2],
])('%i decisions take %i pages', async (count, pages) => {
  const document = { ...compose('everything on fire'), decisions: waiting(count) }
  for (const paper of ['A4', 'LETTER'] as const) {
    const pdf = readPdf(await renderReportPdf(document, { paper, baseUrl }))
    expect(pdf.pages).toBe(pages)
    if (count === 6) expect(flat(pdf.text)).toContain(flat('Fix or accept F-6 on'))
    if (count === 200) expect(pdf.text).toMatch(/\d+ more wait; the page in the product lists them\./)
  }
})

test('rows give way before a second page is begun, and are counted', async () => {
  const fire = compose('everything on fire')
  const long =
    'a line that is longer than what the page can hold, because somebody gave it a name of many words; '.repeat(
      4,
    )
  const sections = fire.sections.map((section) => ({
    ...section,
    rows: Array.from({ length: 3 }, () => ({
      tone: 'fail' as const,
      word: 'raised',
      subject: 'x',
      text: long,
      href: '/',
    })),
  }))
  const pdf = readPdf(
    await renderReportPdf({ ...fire, sections, decisions: waiting(5) }, { paper: 'LETTER' }),
  )
  expect(pdf.pages).toBe(1)
  expect(pdf.text).toMatch(/\+\d+ more/)
})
