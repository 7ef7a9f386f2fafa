import type { ReportFacts } from '../report-facts'
import { factsOf, noGrades } from './report-facts-builder'
import { decision, findingLine, flagLine, id, unknownCheck } from './report-rows'

const berlinOctober = { from: '2026-10-18T22:00:00.000Z', to: '2026-10-25T23:00:00.000Z', week: '2026-W43' }
const berlinMarch = { from: '2026-03-22T23:00:00.000Z', to: '2026-03-29T22:00:00.000Z', week: '2026-W13' }
const at = (period: Partial<ReportFacts['period']> & { to: string }, builtAt = period.to) => ({
  period,
  asOf: period.to,
  builtAt,
})

/** Weeks of other scopes, zones and periods, and names that are not plain. */
export const weeksOfScope = {
  'a team': factsOf({
    scope: { kind: 'team', id: id(900), name: 'Platform' },
    security: { ownSignIns: { watched: false, why: 'People sign in to the whole installation.' } },
  }),
  'several teams': factsOf({
    findings: { open: { critical: 0, high: 5, medium: 0, low: 0 }, overdue: 4 },
    teams: [
      {
        id: id(900),
        name: 'Platform',
        systems: 10,
        grades: noGrades,
        redFlags: 0,
        openFindings: 5,
        overdueFindings: 4,
        onTimePercent: 90,
        alertNoisePercent: null,
        oldestProofDays: 20,
        neverProven: 0,
      },
      {
        id: null,
        name: 'no team',
        systems: 8,
        grades: noGrades,
        redFlags: 0,
        openFindings: 0,
        overdueFindings: 0,
        onTimePercent: null,
        alertNoisePercent: null,
        oldestProofDays: null,
        neverProven: 1,
      },
    ],
  }),
  'the end of summer time': factsOf(at({ kind: 'weekly', zone: 'Europe/Berlin', ...berlinOctober })),
  'the start of summer time': factsOf(at({ kind: 'weekly', zone: 'Europe/Berlin', ...berlinMarch })),
  'east of everybody': factsOf(
    at({
      kind: 'weekly',
      zone: 'Pacific/Kiritimati',
      week: '2026-W47',
      from: '2026-11-15T10:00:00.000Z',
      to: '2026-11-22T10:00:00.000Z',
    }),
  ),
  'west of everybody': factsOf(
    at({
      kind: 'weekly',
      zone: 'Pacific/Pago_Pago',
      week: '2026-W47',
      from: '2026-11-16T11:00:00.000Z',
      to: '2026-11-23T11:00:00.000Z',
    }),
  ),
  'a week of two years': factsOf(
    at({
      kind: 'weekly',
      zone: 'UTC',
      week: '2026-W53',
      from: '2026-12-28T00:00:00.000Z',
      to: '2027-01-04T00:00:00.000Z',
    }),
  ),
  'a period of choice': factsOf({
    ...at({
      kind: 'on-demand',
      week: null,
      zone: 'UTC',
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-11-21T00:00:00.000Z',
    }),
    previous: null,
  }),
  'a week that still runs': factsOf({
    asOf: '2026-11-18T10:00:00.000Z',
    builtAt: '2026-11-18T10:00:03.000Z',
  }),
  'a week built late': factsOf({ builtAt: '2026-12-24T08:00:00.000Z' }),
  'names that want to be something else': factsOf({
    coverage: { currentChecks: 145, unknownChecks: 1 },
    blindSpots: {
      unknownChecks: 1,
      items: [
        unknownCheck({
          system: '<script>alert(1)</script>\r\nBcc: x@example.org',
          check: 'see https://evil.example/login',
          reason: '{count, plural, other {#}} \u202egnp.exe',
        }),
      ],
    },
    redFlags: {
      raised: 1,
      clear: 107,
      rows: [
        flagLine({
          title: '"><img src=x onerror=alert(1)>',
          systems: [
            {
              systemId: id(1),
              system: 'a'.repeat(300),
              since: '2026-11-17T08:00:00.000Z',
              sentence: 'www.evil.example',
            },
          ],
        }),
      ],
    },
    decisions: {
      total: 1,
      items: [
        decision({
          system: '=HYPERLINK("http://evil.example")',
          title: 'javascript:alert(1)',
          person: '@SUM(A1)',
          href: 'https://evil.example/',
        }),
      ],
    },
  }),
  'names of the world': factsOf({
    redFlags: {
      raised: 1,
      clear: 107,
      rows: [
        flagLine({
          systems: [
            {
              systemId: id(1),
              system: '受注データベース',
              since: '2026-11-17T08:00:00.000Z',
              sentence: 'склад давно не проверен',
            },
          ],
        }),
      ],
    },
    decisions: {
      total: 2,
      items: [
        decision({ system: 'Заказы', person: 'Ανδρέας Παπαδόπουλος' }),
        decision({ system: '🔥 кэш 👩‍🚒', person: 'Đặng Thị Hương', number: 98, id: id(402) }),
      ],
    },
    findings: {
      open: { critical: 0, high: 2, medium: 0, low: 0 },
      opened: 1,
      items: [findingLine({ system: 'مخزن', title: 'Łódź žluťoučký kůň' })],
    },
  }),
} satisfies Record<string, ReportFacts>
