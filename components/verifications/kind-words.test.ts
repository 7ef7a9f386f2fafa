import { describe, expect, it } from 'vitest'
import { differenceKinds } from '@/lib/fingerprints/difference'
import { type AreaResult, guidedSteps } from '@/lib/verifications/guided-view'
import { areaState, countedDifferences, guidedState, kindWords, partWords, stepTitles } from './kind-words'

const area = (over: Partial<AreaResult> = {}): AreaResult => ({
  area: 'files',
  isChosen: true,
  equal: 0,
  differs: 0,
  missing: 0,
  extra: 0,
  accepted: 0,
  open: 0,
  unknown: 0,
  ...over,
})

describe('how an area stands', () => {
  it.each([
    ['left out', area({ isChosen: false, equal: 9 }), 'Not chosen', 'not-applicable'],
    ['nothing there', area(), 'Nothing compared', 'unknown'],
    ['all equal', area({ equal: 1_412 }), 'Equal', 'ok'],
    ['lost', area({ equal: 9, missing: 3, open: 3 }), '3 open', 'fail'],
    ['another', area({ equal: 9, differs: 1_412, open: 1_412 }), '1,412 open', 'fail'],
    ['more than before', area({ equal: 9, extra: 2, open: 2 }), '2 open', 'fail'],
    ['could not be read', area({ equal: 9, unknown: 2, open: 2 }), '2 open', 'unknown'],
    ['could not be read, and lost', area({ unknown: 2, missing: 1, open: 3 }), '3 open', 'fail'],
    ['some accepted', area({ missing: 3, accepted: 1, open: 2 }), '2 open', 'fail'],
    ['all accepted', area({ equal: 9, missing: 3, accepted: 3 }), 'Equal but 3 accepted', 'ok'],
  ])('%s', (_what, result, word, verdict) => {
    expect(areaState(result)).toEqual({ word, verdict })
  })
})

describe('how a guided verification stands in a list', () => {
  it.each([
    ['cancelled', 3, 'Given up', 'not-applicable'],
    ['planned', null, 'Not compared yet', 'unknown'],
    ['before-taken', null, 'Not compared yet', 'unknown'],
    ['compared', 3, '3 open', 'fail'],
    ['compared', 0, 'Equal, not signed', 'warn'],
    ['signed', 0, 'Signed', 'ok'],
    // A signature closes nothing that is open.
    ['signed', 2, '2 open', 'fail'],
  ] as const)('%s with %s open', (state, open, word, verdict) => {
    expect(guidedState({ state, open })).toEqual({ word, verdict })
  })
})

describe('words', () => {
  it('has one for each kind and step, no two the same', () => {
    const words = [...differenceKinds.map((kind) => kindWords[kind].word), ...Object.values(stepTitles)]
    expect(Object.keys(stepTitles)).toEqual([...guidedSteps])
    expect(new Set(words).size).toBe(differenceKinds.length + guidedSteps.length)
  })

  it('counts one difference as one', () => {
    expect([0, 1, 1_204].map(countedDifferences)).toEqual([
      '0 differences',
      '1 difference',
      '1,204 differences',
    ])
  })

  it('is never green about what differs', () => {
    expect(Object.values(kindWords).map(({ verdict }) => verdict)).not.toContain('ok')
  })

  it('names an area that is its own part once', () => {
    expect(partWords('files', 'files')).toBe('Files')
    expect(partWords('files', 'rows naming files')).toBe('Files, rows naming files')
    expect(partWords('records', 'indexes')).toBe('Records, indexes')
  })
})
