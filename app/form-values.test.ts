import { describe, expect, it } from 'vitest'
import { formValues, refuseManyFields } from './form-values'
import { typedValues } from './typed-values'

function formOf(...fields: [string, string | File][]): FormData {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  return form
}

describe('the values of a form', () => {
  it('are texts, lists under the name without [], and chosen files', () => {
    const file = new File(['x'], 'x.txt')
    const form = formOf(
      ['note', 'fine'],
      ['twice', 'a'],
      ['twice', 'b'],
      ['ids[]', '1'],
      ['ids[]', ''],
      ['files[]', new File([], '')],
      ['files[]', file],
      ['none[]', new File([], 'undefined')],
      ['single', file],
      ['$ACTION_KEY', 'k'],
    )
    expect(formValues(form)).toEqual({
      note: 'fine',
      twice: ['a', 'b'],
      ids: ['1'],
      files: [file],
      none: [],
      single: '',
    })
  })

  it('hold a field called __proto__ as what it is', () => {
    const values = formValues(formOf(['__proto__[]', 'a'], ['__proto__', 'b']))
    expect(Object.getPrototypeOf(values)).toBe(Object.prototype)
    expect(Object.keys(values)).toEqual(['__proto__'])
  })

  it('are read once, however many there are', () => {
    const form = formOf(
      ...Array.from({ length: 60_000 }, (_, index) => [`f${index}`, 'x'] as [string, string]),
    )
    const from = performance.now()
    expect(Object.keys(formValues(form))).toHaveLength(60_000)
    expect(() => refuseManyFields(form)).toThrow(/more fields than are read at once/)
    expect(Object.keys(typedValues(form))).toHaveLength(5_000)
    expect(performance.now() - from).toBeLessThan(2_000)
  })
})
