interface Somebody {
  disabledAt: Date | null
  lastSeenAt: Date | null
}

/** "3 people sign in here, 2 are invited, 1 is disabled": whoever has been here, has not yet, must not any more. */
export function peopleHeadline(people: readonly Somebody[]): string {
  const count = (is: (person: Somebody) => boolean) => people.filter(is).length
  const disabled = count((person) => person.disabledAt !== null)
  const invited = count((person) => person.disabledAt === null && person.lastSeenAt === null)
  const here = people.length - disabled - invited
  const parts = [here === 1 ? '1 person signs in here' : `${here} people sign in here`]
  if (invited > 0) parts.push(`${invited} ${invited === 1 ? 'is' : 'are'} invited`)
  if (disabled > 0) parts.push(`${disabled} ${disabled === 1 ? 'is' : 'are'} disabled`)
  return parts.join(', ')
}
