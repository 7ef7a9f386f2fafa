/** Address of the same page with some parameters changed; null removes one, defaults are left out by the caller. */
export function withQuery(
  path: string,
  current: Readonly<Record<string, string | null>>,
  change: Readonly<Record<string, string | null>>,
): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries({ ...current, ...change })) {
    if (value !== null && value !== '') query.set(key, value)
  }
  const text = query.toString()
  return text ? `${path}?${text}` : path
}
