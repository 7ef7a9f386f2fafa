import { expect, it, test } from 'vitest'
import { composeReport } from './compose-report'
import { reportCsv } from './report-csv'
import { reportWeeks, type WeekName } from './testing/report-weeks'

const compose = (name: WeekName) => composeReport(reportWeeks[name], { installation: 'ops.example.com' })

test('a typical week as a table', () => {
  const csv = reportCsv(compose('a typical week'))
  const lines = csv.split('\r\n')
  expect(lines[0]).toBe('\ufeffPart,State,Subject,Text,Who,When,Link')
  expect(lines).toContain(
    'Decision,,Fix or accept F-97 on legacy-cron?,high: TLS 1.1 is accepted; late since 14 Nov,Mats Lind,by Wed 25 Nov,/findings/97',
  )
  expect(lines).toContain('Figure,warn,Maintenance on time,88 %; was 83 %; goal 95 %,,,/tasks?view=record')
  expect(lines).toContain('Red flags,raised,,"1 raised (1 new), 2 unknown, 105 clear.",,,/red-flags')
  expect(
    lines.some((line) => line.startsWith('What changed,,,+11 more') || line.includes('and 11 more')),
  ).toBe(true)
})

it.each(Object.keys(reportWeeks) as WeekName[])(
  '%s has a line for every sentence, and the same bytes each time',
  (name) => {
    const document = compose(name)
    const csv = reportCsv(document)
    expect(reportCsv(JSON.parse(JSON.stringify(document)))).toBe(csv)
    const rows = document.sections.reduce(
      (sum, { rows: own, more }) => sum + 1 + own.length + (more > 0 ? 1 : 0),
      0,
    )
    const expected = 1 + 1 + 1 + document.summary.length + 4 + 1 + document.decisions.length + rows
    expect(csv.trimEnd().split('\r\n')).toHaveLength(expected)
  },
)

test('a name that a spreadsheet would run is text', () => {
  const csv = reportCsv(compose('names that want to be something else'))
  expect(csv).not.toMatch(/(?:^|,|")[=@]/m)
  expect(csv).toContain("'@SUM(A1)")
})
