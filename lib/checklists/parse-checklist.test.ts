import { describe, expect, it } from 'vitest'
import { checkKinds } from '@/lib/checks/kinds'
import { lineErrorText } from './line-error'
import { errorLimit, type ParsedChecklist, parseChecklist } from './parse-checklist'
import { shippedChecklists } from './shipped/index'
import type { KnownSources } from './source-rules'
import { largestText } from './yaml-hazards'

const known: KnownSources = {
  checks: new Set(checkKinds.map(({ kind }) => kind)),
  facts: new Set(['backup.restored', 'runbook.linked']),
  tasks: new Set(['postgres.vacuum-analyze']),
}
const parse = (text: string): ParsedChecklist => parseChecklist(text, known)
const texts = (text: string): string[] => parse(text).errors.map(lineErrorText)

const head = [
  'key: backup-basics',
  'title: Backup basics',
  'purpose: Whether it comes back.',
  'occasion: quarterly',
]

/** One control as YAML; a field set to null is left out. */
function item(change: Record<string, string | null> = {}): string[] {
  const fields = {
    key: 'backup.runs',
    area: 'Backups',
    question: 'Do backups run?',
    why: 'Without them nothing comes back.',
    remediation: 'Set one up.',
    type: 'boolean',
    severity: 'high',
    evidencePolicy: 'optional',
    validForDays: '90',
    dimension: 'backup',
    ...change,
  }
  return Object.entries(fields)
    .filter(([, value]) => value !== null)
    .map(([name, value], index) => `${index === 0 ? '  - ' : '    '}${name}: ${value}`)
}
const checklist = (...controls: string[][]): string =>
  [...head, 'controls:', ...controls.flat(), ''].join('\n')
const pair =
  '[{key: yes, label: "Yes", outcome: pass}, {key: no, label: "No", outcome: fail, improvement: Do it.}]'

describe('a right checklist', () => {
  it('is read, with what was left out', () => {
    const parsed = parse(
      checklist(
        item(),
        item({ key: 'backup.proven', type: 'choice', choices: pair, proofOf: 'backup.runs' }),
      ),
    )
    expect(parsed.errors).toEqual([])
    expect(parsed.document).toMatchObject({
      key: 'backup-basics',
      appliesTo: [],
      controls: [
        {
          key: 'backup.runs',
          choices: [],
          threshold: null,
          appliesWhen: null,
          proofOf: null,
          answeredBy: [],
        },
        { key: 'backup.proven', proofOf: 'backup.runs', choices: [{ improvement: '' }, { outcome: 'fail' }] },
      ],
    })
  })

  it('may be written on a Windows machine, with a mark at its beginning', () => {
    expect(parse(`\ufeff${checklist(item()).replaceAll('\n', '\r\n')}`).errors).toEqual([])
  })

  it.each(shippedChecklists.map(({ key, yaml }) => [key, yaml]))('is what ships as %s', (_key, yaml) => {
    expect(parseChecklist(yaml, { ...known, facts: null }).errors.map(lineErrorText)).toEqual([])
  })

  it('may name a task that no starter set has: it is said, not refused', () => {
    const parsed = parse(checklist(item({ answeredBy: '[{task: [postgres.vacuum-analyse]}]' })))
    expect(parsed.document && parsed.notes.map(lineErrorText)).toEqual([
      'line 16 (backup.runs): No starter set has a task postgres.vacuum-analyse; it answers only where a system defines one of this key. Do you mean postgres.vacuum-analyze?',
    ])
  })
})

describe('one wrong value', () => {
  it.each<[Record<string, string | null>, string]>([
    [
      { severity: 'severe' },
      "line 12 (backup.runs): severity must be one of critical, high, medium, low; you wrote 'severe'. Example: severity: high",
    ],
    [
      { severity: 'hihg' },
      "line 12 (backup.runs): severity must be one of critical, high, medium, low; you wrote 'hihg'. Do you mean high? Example: severity: high",
    ],
    [
      { type: 'yesno' },
      "line 11 (backup.runs): type must be one of boolean, choice, number, text, auto; you wrote 'yesno'. Example: type: boolean",
    ],
    [
      { why: null },
      'line 6 (backup.runs): why is missing. Example: why: An old backup loses everything since.',
    ],
    [{ why: '' }, 'line 9 (backup.runs): why is empty. Example: why: An old backup loses everything since.'],
    [
      { question: '2024' },
      'line 8 (backup.runs): question must be text; you wrote 2024. Put it into quotes: "2024". Example: question: Is the newest backup younger than a day?',
    ],
    [
      { question: '"?"' },
      "line 8 (backup.runs): question must have at least 3 characters; you wrote '?'. Example: question: Is the newest backup younger than a day?",
    ],
    [
      { validForDays: '0' },
      'line 14 (backup.runs): validForDays must be at least 1; you wrote 0. Example: validForDays: 90',
    ],
    [
      { validForDays: '1.5' },
      'line 14 (backup.runs): validForDays must be a whole number; you wrote 1.5. Example: validForDays: 90',
    ],
    [
      { validForDays: 'ninety' },
      "line 14 (backup.runs): validForDays must be a number; you wrote 'ninety'. Example: validForDays: 90",
    ],
    [
      { key: 'Backup Runs' },
      "line 6 (Backup Runs): key must be lower case words joined by hyphens and dots, e.g. backup.restore-tested; you wrote 'Backup Runs'. Example: key: backup.fresh",
    ],
    [
      { choices: 'none' },
      'line 16 (backup.runs): choices must be a list; you wrote \'none\'. Example: choices: followed by a list such as "- {key: daily, label: Every day, outcome: pass}"',
    ],
    [{ severty: 'high' }, 'line 16 (backup.runs): severty is no field of a control. Do you mean severity?'],
    [
      { colour: 'red' },
      'line 16 (backup.runs): colour is no field of a control. Fields: key, area, question, why, remediation, type, choices, threshold, severity, evidencePolicy, validForDays, dimension, appliesWhen, proofOf, answeredBy.',
    ],
    [
      { appliesWhen: '{kind: [database]}' },
      'line 16 (backup.runs): kind is no field of appliesWhen. Fields: systemKind, targetKind, environment, criticality.',
    ],
    [
      { appliesWhen: '{environment: [prod]}' },
      "line 16 (backup.runs): environment must be one of production, staging, development; you wrote 'prod'. Example: environment: [production]",
    ],
    [
      { appliesWhen: '{systemKind: [databse]}' },
      "line 16 (backup.runs): systemKind must be one of database, web-service, host, backup, pipeline, other; you wrote 'databse'. Do you mean database? Example: systemKind: [database, backup]",
    ],
    [
      { answeredBy: '[{checks: [bk.age]}]' },
      'line 16 (backup.runs): checks is no source of answers. Do you mean check? Example: check: [bk.age]',
    ],
    [
      { answeredBy: '[bk.age]' },
      'line 16 (backup.runs): Each entry of answeredBy names one source: a list of checks, a list of tasks, or one fact. Example: answeredBy: [{check: [bk.age]}, {fact: backup.restored}]',
    ],
    [
      { answeredBy: '[{check: [bk.agee]}]' },
      'line 16 (backup.runs): bk.agee is no kind of check of this version. Do you mean bk.age?',
    ],
    [
      { answeredBy: '[{fact: backup.restord}]' },
      'line 16 (backup.runs): backup.restord is no fact of this version. Do you mean backup.restored?',
    ],
    [
      { type: 'choice' },
      'line 11 (backup.runs): A control of type choice needs at least two choices; this one has 0. Example: choices: [{key: yes, label: Yes, outcome: pass}, {key: no, label: "No", outcome: fail, improvement: Do it.}]',
    ],
    [
      { type: 'choice', choices: '[{key: yes, label: "Yes"}, {key: no, label: "No", outcome: pass}]' },
      'line 16 (backup.runs): outcome is missing. Example: outcome: pass',
    ],
    [
      { type: 'choice', choices: pair.replace('pass', 'warn, improvement: More.') },
      'line 16 (backup.runs): No choice passes, so nobody could ever get this right. Give one of them outcome: pass',
    ],
    [
      { type: 'choice', choices: pair.replace('key: no', 'key: yes') },
      'line 16 (backup.runs): yes is choice 1 already. Give each choice a key of its own.',
    ],
    [
      { type: 'choice', choices: pair.replace(', improvement: Do it.', '') },
      'line 16 (backup.runs): The choice no does not pass and does not say what to do about it. Example: improvement: Add a second run at noon.',
    ],
    [
      { choices: pair },
      'line 16 (backup.runs): choices belong to type choice; this control is of type boolean. Change the type, or delete the choices.',
    ],
    [
      { type: 'number' },
      'line 11 (backup.runs): A control of type number needs a threshold, or no number could be wrong. Example: threshold: {unit: h, worse: higher, warn: 26, fail: 50}',
    ],
    [
      { threshold: '{unit: h, worse: higher, fail: 3}' },
      'line 16 (backup.runs): threshold belongs to type number; this control is of type boolean. Change the type, or delete the threshold.',
    ],
    [
      { type: 'number', threshold: '{unit: h, worse: higher, warn: 9, fail: 3}' },
      'line 16 (backup.runs): With worse: higher a warning comes before the failure: warn must be below 3; you wrote 9.',
    ],
    [
      { type: 'number', threshold: '{unit: h, worse: lower, warn: 3, fail: 3}' },
      'line 16 (backup.runs): With worse: lower a warning comes before the failure: warn must be above 3; you wrote 3.',
    ],
    [
      { type: 'number', threshold: '{unit: h, worse: higher, fail: .inf}' },
      'line 16 (backup.runs): fail must be a number; you wrote Infinity. Example: fail: 50',
    ],
    [
      { type: 'auto' },
      'line 11 (backup.runs): A control of type auto is answered by data alone: say by which. Example: answeredBy: [{check: [bk.age]}]',
    ],
    [
      { type: 'text', answeredBy: '[{check: [bk.age]}]' },
      'line 16 (backup.runs): A text is judged by whoever reads it, never by data. Delete answeredBy, or change the type, e.g. to boolean.',
    ],
    [
      { proofOf: 'backup.runs' },
      'line 16 (backup.runs): backup.runs proves itself. A proof is another control than its claim; delete proofOf, or name the claim.',
    ],
    [
      { proofOf: 'backup.run' },
      'line 16 (backup.runs): proofOf names backup.run, which this checklist does not ask. Do you mean backup.runs?',
    ],
    [
      { proofOf: 'something.else' },
      'line 16 (backup.runs): proofOf names something.else, which this checklist does not ask. It is the key of the control whose claim this one proves.',
    ],
  ])('%j', (change, sentence) => {
    expect(texts(checklist(item(change)))).toEqual([sentence])
  })

  it.each([
    [
      'occasion',
      'occasion: yearly',
      "line 4: occasion must be one of daily, weekly, monthly, quarterly, event; you wrote 'yearly'. Example: occasion: quarterly",
    ],
    ['a field', 'ocasion: daily', 'line 4: occasion is missing. Example: occasion: quarterly'],
  ])('of the checklist: %s', (_what, line, sentence) => {
    const text = checklist(item()).replace('occasion: quarterly', line)
    expect(texts(text)).toContain(
      line.startsWith('ocasion') ? sentence.replace('line 4', 'line 1') : sentence,
    )
  })
})

describe('several errors', () => {
  it('come at once, in the order of the text', () => {
    const text = checklist(
      item({ severity: 'severe', dimension: 'wheels' }),
      item({ type: 'number' }),
      item({ key: 'backup.other', why: null, proofOf: 'backup.rnus' }),
    ).replace('occasion: quarterly', 'occasion: yearly')
    expect(parse(text).errors.map(({ line, control }) => [line, control])).toEqual([
      [4, null],
      [12, 'backup.runs'],
      [15, 'backup.runs'],
      [16, 'backup.runs'],
      [21, 'backup.runs'],
      [26, 'backup.other'],
    ])
  })

  it('name the line where a key was used first', () => {
    expect(texts(checklist(item(), item()))).toEqual([
      'line 16 (backup.runs): The control backup.runs is asked on line 6 already. Give this one a key of its own, or delete it.',
    ])
  })

  it(`stop at ${errorLimit} and count the rest`, () => {
    const text = checklist(
      ...Array.from({ length: 60 }, (_, index) => item({ key: `a.b${index}`, severity: 'x' })),
    )
    const parsed = parse(text)
    expect(parsed.errors).toHaveLength(errorLimit)
    expect(parsed.document === null && parsed.more).toBe(10)
  })
})

describe('circles of proofs', () => {
  it('are named key by key', () => {
    const text = checklist(
      item({ key: 'a.one', proofOf: 'a.two' }),
      item({ key: 'a.two', proofOf: 'a.three' }),
      item({ key: 'a.three', proofOf: 'a.one' }),
    )
    expect(texts(text)).toEqual([
      'line 16 (a.one): These controls prove each other in a circle: a.one → a.two → a.three → a.one. Delete one proofOf.',
    ])
  })

  it('are found behind controls that lead to them', () => {
    const text = checklist(
      item({ key: 'a.zero', proofOf: 'a.one' }),
      item({ key: 'a.one', proofOf: 'a.two' }),
      item({ key: 'a.two', proofOf: 'a.one' }),
    )
    expect(texts(text)).toEqual([
      'line 27 (a.one): These controls prove each other in a circle: a.one → a.two → a.one. Delete one proofOf.',
    ])
  })
})

describe('what is no YAML, or too much of it', () => {
  const good = checklist(item())
  it.each<[string, string, RegExp]>([
    ['nothing', '', /^line 1: the checklist must be fields with values|^line 1: the checklist is empty/],
    ['a word', 'hello', /^line 1: the checklist must be fields with values; you wrote 'hello'/],
    [
      'a duplicate field',
      good.replace('title: Backup basics', 'title: Backup basics\ntitle: Again'),
      /^line 3: title is written twice; the first is on line 2\. Keep one of them\.$/,
    ],
    [
      'a duplicate field of a control',
      checklist([...item(), '    severity: low']),
      /^line 16: severity is written twice; the first is on line 12/,
    ],
    ['a tab', good.replace('    area', '\tarea'), /^line 7: This line is indented with a tab/],
    [
      'an open quote',
      good.replace('title: Backup', 'title: "Backup'),
      /^line \d+: Something opened here and was not closed/,
    ],
    [
      'a second colon',
      good.replace('title: Backup', 'title: Backup: more'),
      /^line 2: A second colon stands in this line/,
    ],
    ['a wrong indent', good.replace('    area', '   area'), /^line 7: This line is not indented like/],
    ['an alias', `${good}x: *a`, /^line 16: Anchors and aliases \(\*a\) are not read here/],
    [
      'a tag',
      good.replace('title: Backup', 'title: !!js/function Backup'),
      /^line 2: Tags \(!!js\/function\) are not read here/,
    ],
    ['two documents', `${good}---\n${good}`, /^line 16: A second document begins here/],
    ['an explicit key', '? key\n: value', /^line 1: Keys are written plainly/],
    ['NUL', `${good}\u0000`, /^line 16: The text holds a character that cannot be stored/],
    [
      'NUL by an escape',
      good.replace(/^title: .*$/m, 'title: "Backup \\0 basics"'),
      /^line 2: An escape in this text stands for a character that cannot be stored/,
    ],
    [
      'half a character by an escape',
      good.replace(/^title: .*$/m, 'title: "Backup \\uD83D basics"'),
      /^line 2: An escape in this text/,
    ],
    ['too large', good + '#'.repeat(largestText), /^line 1: The text has 513 KB; at most 512 KB fit/],
    [
      'ten thousand controls',
      [...head, 'controls:', ...Array.from({ length: 10_000 }, (_, index) => `- {key: a.b${index}}`)].join(
        '\n',
      ),
      /^line 5: This checklist asks 10,000 controls; at most 500 fit/,
    ],
    ['no controls', [...head, 'controls: []'].join('\n'), /^line 5: controls must have at least 1 entry/],
    [
      'a field that every object has',
      good.replace('title: Backup basics', '__proto__: {polluted: yes}\ntitle: x yz'),
      /__proto__ is no field/,
    ],
  ])('%s', (_what, text, sentence) => {
    const errors = texts(text)
    expect(errors).toEqual([expect.stringMatching(sentence)])
    expect({}).not.toHaveProperty('polluted')
  })

  it('a comment, a document mark and text that looks like syntax are none of these', () => {
    const text = `# mine\n---\n${good.replace('Do backups run?', 'What? [all] of them & more *now* {here} !')}`
    expect(texts(text)).toEqual([])
    const block = good.replace(
      'why: Without them nothing comes back.',
      'why: |\n      ? is no key here\n      &either *or !not\n      - - - - - - - - - x',
    )
    expect(texts(block)).toEqual([])
  })

  // Each of these took the parser alone between seconds and minutes.
  it.each([
    '? ',
    '? \n',
    '{',
    '{\n',
    '[\n',
    '"\n',
    ']\n',
    '- \n',
    'a: [\n',
    '? a\n',
    '[',
    '- ',
    ']',
    '"',
    '&a ',
    '*a ',
    '{a: ',
    '- [',
    'a\n b: c\n',
    '!x ',
    '| ',
    '\n',
  ])('half a megabyte of %j is answered at once', (unit) => {
    const started = performance.now()
    expect(parse(unit.repeat(Math.floor(largestText / unit.length))).document).toBeNull()
    expect(performance.now() - started).toBeLessThan(4_000)
  })

  it('as many fields as lines fit are answered at once', () => {
    const started = performance.now()
    const parsed = parse(Array.from({ length: 25_000 }, (_, index) => `k${index}: 1`).join('\n'))
    expect(parsed.errors).toHaveLength(errorLimit)
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  it('more lines than anybody reads, and a line without end, are named', () => {
    expect(texts(`${good}${'\n'.repeat(25_000)}`)).toEqual([
      expect.stringMatching(/^line 25000: The text has 25,016 lines/),
    ])
    expect(texts(good.replace('title: ', `title: ${'x'.repeat(5_000)}`))).toEqual([
      expect.stringMatching(/^line 2: This line has 5,020 characters; at most 5,000 fit/),
    ])
  })
})
