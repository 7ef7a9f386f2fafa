import { expect, it } from 'vitest'
import { measureName, measureText } from './measure-text'

it.each<[number, string | null, string]>([
  [1_204_331, 'count', '1,204,331'],
  [1_204_331, null, '1,204,331'],
  [0, 'rows', '0 rows'],
  [12.5, 'tickets', '12.5 tickets'],
  [3_200_000_000, 'bytes', '3.2 GB'],
  [97, '%', '97 %'],
])('%s %s reads %s', (value, unit, text) => {
  expect(measureText(value, unit)).toBe(text)
})

it.each<[string, string | null, string]>([
  ['Dead rows', 'count', 'Dead rows'],
  ['Dead rows', null, 'Dead rows'],
  ['Dead rows', 'rows', 'Dead rows'],
  ['Age of the newest', 'h', 'Age of the newest, h'],
])('%s in %s is asked for as %s', (label, unit, name) => {
  expect(measureName(label, unit)).toBe(name)
})
