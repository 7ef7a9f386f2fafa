type Search = Readonly<Record<string, string | string[] | undefined>>

const countOf = (value: string | string[] | undefined): number | null => {
  const count = Number(value)
  return value === undefined || !Number.isSafeInteger(count) || count < 0 ? null : count
}

const changes = (count: number) => (count === 1 ? 'one change' : `${count} changes`)

/** What became of the form that led here. */
export function saidOf({ explained, announced, withdrawn }: Search): string | undefined {
  const [reasons, found, reopened] = [countOf(explained), countOf(announced), countOf(withdrawn)]
  if (reasons !== null) return `The reason is written down for ${changes(reasons)}.`
  if (found !== null) {
    return found === 0
      ? 'The change is announced: what changes in its time counts as expected.'
      : `The change is announced, and explains ${changes(found)} that had been seen already.`
  }
  if (reopened === null) return undefined
  return reopened === 0
    ? 'The announcement is withdrawn.'
    : `The announcement is withdrawn: ${changes(reopened)} ${reopened === 1 ? 'is' : 'are'} no longer explained by it.`
}
