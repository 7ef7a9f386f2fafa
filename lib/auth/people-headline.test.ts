import { expect, it } from 'vitest'
import { peopleHeadline } from './people-headline'

const seen = { disabledAt: null, lastSeenAt: new Date() }
const invited = { disabledAt: null, lastSeenAt: null }
const disabled = { disabledAt: new Date(), lastSeenAt: new Date() }

it.each([
  [[seen], '1 person signs in here'],
  [[seen, seen, invited, invited, disabled], '2 people sign in here, 2 are invited, 1 is disabled'],
  [[seen, invited, disabled, disabled], '1 person signs in here, 1 is invited, 2 are disabled'],
])('counts people %#', (people, headline) => {
  expect(peopleHeadline(people)).toBe(headline)
})
