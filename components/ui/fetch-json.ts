/** A refusal of the server in its own words. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number

  constructor(message: string, status: number) {
    super(message)
    this.status = status
  }
}

/** Asks the product's own JSON routes. Throws Refusal with a sentence for people. */
export async function fetchJson<T>(
  path: string,
  init: { method?: string; body?: object; signal?: AbortSignal } = {},
): Promise<T> {
  const response = await fetch(path, {
    method: init.method ?? 'GET',
    headers: init.body ? { 'Content-Type': 'application/json' } : {},
    body: init.body ? JSON.stringify(init.body) : null,
    signal: init.signal ?? null,
  })
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return answer as T
  throw new Refusal(
    sentenceOf(answer) ?? `The server answered ${response.status}. Try again in a moment.`,
    response.status,
  )
}

function sentenceOf(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return null
  const { error } = answer
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : null
}
