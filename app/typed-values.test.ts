import { expect, test } from 'vitest'
import { typedValues } from './typed-values'

function form(fields: Record<string, string>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  return data
}

test('gives back what was typed', () => {
  expect(typedValues(form({ name: 'orders', $ACTION_ID: 'x', address: 'postgres://u:canary@db/x' }))).toEqual(
    {
      name: 'orders',
      address: 'postgres://u@db/x',
    },
  )
})

test.each(['password', 'current', 'secretAddress', 'token'])('never the field %s', (name) => {
  expect(typedValues(form({ [name]: 'canary' }))).toEqual({})
})
