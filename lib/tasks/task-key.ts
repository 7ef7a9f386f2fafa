/** A key for a task that a person wrote, from its title: "own.refresh-statistics", with a number when it is taken. */
export function keyOf(title: string, taken: ReadonlySet<string>): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  const key = `own.${words === '' ? 'task' : words}`
  if (!taken.has(key)) return key
  for (let number = 2; ; number += 1) if (!taken.has(`${key}-${number}`)) return `${key}-${number}`
}
