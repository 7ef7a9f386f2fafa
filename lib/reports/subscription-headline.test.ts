import { describe, expect, it } from 'vitest'
import { shortenAddress, subscriptionsHeadline } from './subscription-headline'

describe('the headline', () => {
  const all = { scopeName: 'All systems', when: 'Mondays at 06:00 (UTC)' }
  it.each([
    [[], 'You get no report by mail'],
    [[all], 'You get the report of all systems by mail, Mondays at 06:00 (UTC)'],
    [
      [{ ...all, scopeName: "O'Neil's {team}" }],
      "You get the report of O'Neil's {team} by mail, Mondays at 06:00 (UTC)",
    ],
    [[all, all, all], 'You get 3 reports by mail'],
  ])('of %o', (subscriptions, sentence) => expect(subscriptionsHeadline(subscriptions)).toBe(sentence))
})

describe('a shortened address', () => {
  it.each([
    ['ada@example.com', 'a…@example.com'],
    ['', ''],
    ['@example.com', ''],
  ])('of %j', (address, short) => expect(shortenAddress(address)).toBe(short))
})
