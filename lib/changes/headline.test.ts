import { expect, it } from 'vitest'
import { changesHeadline, changesLead } from './headline'
import { changeTitle } from './words'

const facts = { open: 0, openSystems: 0, expectedLately: 0, systems: 12, watched: 8, blind: 0, ofOne: false }

it.each([
  [{ systems: 0, watched: 0 }, 'There is no system yet that could change'],
  [{ watched: 0 }, 'Nothing is watched for changes yet'],
  [{ watched: 0, systems: 1, ofOne: true }, 'Nothing of this system is watched for changes'],
  [{}, 'No change waits for an explanation; none was expected in the last 7 days'],
  [{ expectedLately: 1 }, 'No change waits for an explanation; one was expected in the last 7 days'],
  [{ expectedLately: 1_240 }, 'No change waits for an explanation; 1,240 were expected in the last 7 days'],
  [{ open: 1, openSystems: 1 }, 'One unexpected change on one system waits for an explanation'],
  [{ open: 31, openSystems: 4 }, '31 unexpected changes on 4 systems wait for an explanation'],
  [{ open: 2, openSystems: 1, ofOne: true }, '2 unexpected changes wait for an explanation'],
  // What was seen once still waits when nothing is watched any more.
  [{ open: 2, openSystems: 2, watched: 0 }, '2 unexpected changes on 2 systems wait for an explanation'],
])('%o: %s', (given, sentence) => {
  expect(changesHeadline({ ...facts, ...given })).toBe(sentence)
})

it.each([
  [{}, '8 of 12 systems are watched for changes. Of the other 4 a change would not be seen.'],
  [{ watched: 12 }, '12 of 12 systems are watched for changes.'],
  [{ systems: 1, watched: 1, ofOne: true }, ''],
  [
    { watched: 12, blind: 1 },
    '12 of 12 systems are watched for changes. One check that would see changes has no current answer: what it watches may have changed unseen.',
  ],
])('%o: %s', (given, sentence) => {
  expect(changesLead({ ...facts, ...given })).toBe(sentence)
})

it.each([
  [
    { subject: 'setting', key: 'max_connections', kind: 'changed', before: '100', after: '200' },
    1,
    'max_connections 100 → 200',
  ],
  [
    { subject: 'extension', key: 'dblink', kind: 'added', before: null, after: '1.2' },
    1,
    'extension dblink added',
  ],
  [
    { subject: 'restart', key: 'PostgreSQL', kind: 'changed', before: 'a', after: 'b' },
    1,
    'PostgreSQL restarted',
  ],
  [{ subject: 'package', key: 'openssl', kind: 'changed', before: '1', after: '2' }, 37, '37 packages'],
  [
    { subject: 'role', key: 'x'.repeat(200), kind: 'removed', before: '1', after: null },
    1,
    `role ${'x'.repeat(59)}… removed`,
  ],
] as const)('%o × %i: %s', (change, count, title) => {
  expect(changeTitle(change, count)).toBe(title)
})
