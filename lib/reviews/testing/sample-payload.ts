import type { Control } from '@/lib/checklists/schema'
import type { MilestonePayload, MilestoneQuestion } from '../milestone-view'

/** A choice between good, meagre and bad, as tests ask it. */
export function sampleControl(key: string, change: Partial<Control> = {}): Control {
  return {
    key,
    area: 'Backups',
    question: `How is ${key}?`,
    why: 'Because it breaks.',
    remediation: 'Repair it.',
    type: 'choice',
    choices: [
      { key: 'good', label: 'Good', outcome: 'pass', improvement: '' },
      { key: 'meagre', label: 'Meagre', outcome: 'warn', improvement: 'Make it better.' },
      { key: 'bad', label: 'Bad', outcome: 'fail', improvement: 'Make it good.' },
    ],
    threshold: null,
    severity: 'high',
    evidencePolicy: 'optional',
    validForDays: 90,
    dimension: 'backup',
    appliesWhen: null,
    proofOf: null,
    answeredBy: [],
    ...change,
  }
}

/** An answered question of a milestone. */
export function sampleQuestion(key: string, change: Partial<MilestoneQuestion> = {}): MilestoneQuestion {
  const { area, question, why, severity, type, choices, threshold } = sampleControl(key)
  return {
    position: 1,
    key,
    area,
    question,
    why,
    severity,
    type,
    meaning: 'm',
    choices,
    threshold,
    answer: { kind: 'choice', choice: 'good' },
    label: 'Good',
    outcome: 'pass',
    isFromData: false,
    suggestion: null,
    previous: null,
    isSameAsLast: false,
    isReproof: false,
    note: '',
    evidence: [],
    answeredBy: 'Mara Okafor',
    answeredAt: '2026-11-20T10:00:00.000Z',
    secondsSpent: 20,
    finding: null,
    ...change,
  }
}

/** A milestone with these questions. */
export function samplePayload(
  questions: readonly MilestoneQuestion[],
  change: Partial<MilestonePayload> = {},
): MilestonePayload {
  return {
    schema: 1,
    review: {
      id: '01900000-0000-7000-8000-000000000001',
      quarter: '2026-Q4',
      plannedFor: '2026-11-20T09:00:00.000Z',
      preparedAt: '2026-11-13T09:10:00.000Z',
      submittedAt: '2026-11-20T09:30:00.000Z',
      closedAt: '2026-11-20T10:00:00.000Z',
      lead: 'Mara Okafor',
      seed: 7,
      timeZone: 'UTC',
    },
    system: {
      id: '01900000-0000-7000-8000-000000000002',
      name: 'orders-db',
      kind: 'database',
      environment: 'production',
      criticality: 'high',
      owner: 'Mara Okafor',
      backupOwner: null,
      team: null,
      rpoMinutes: null,
      rtoMinutes: null,
      runbookUrl: null,
    },
    checklist: { key: 'quarterly-review', title: 'Quarterly review', version: 1, hash: 'h' },
    questions: questions.map((question, index) => ({ ...question, position: index + 1 })),
    notAsked: [],
    findings: [],
    findingCounts: { critical: 0, high: 0, medium: 0, low: 0, accepted: 0 },
    agenda: { at: '2026-11-13T09:10:00.000Z', since: null, parts: [] },
    score: null,
    signatures: {
      handedIn: { by: 'Mara Okafor', at: '2026-11-20T09:30:00.000Z' },
      signed: {
        by: 'Noor Haddad',
        name: 'Noor Haddad',
        role: 'manager',
        at: '2026-11-20T10:00:00.000Z',
        isOwnWork: false,
      },
    },
    ...change,
  }
}
