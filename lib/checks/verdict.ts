/** Every run ends in one of these; `unknown` means "could not look" and is never ok. */
export const verdicts = ['ok', 'warn', 'fail', 'unknown', 'not-applicable'] as const
export type Verdict = (typeof verdicts)[number]

/** Worst first, as people read lists: unknown stands above ok. */
const rank: Readonly<Record<Verdict, number>> = { fail: 0, warn: 1, unknown: 2, ok: 3, 'not-applicable': 4 }

/** Sorts worst first. */
export function compareVerdicts(a: Verdict, b: Verdict): number {
  return rank[a] - rank[b]
}

/** The worst of several; `not-applicable` when there are none. */
export function worstVerdict(all: readonly Verdict[]): Verdict {
  return all.reduce<Verdict>((worst, next) => (rank[next] < rank[worst] ? next : worst), 'not-applicable')
}

/** A verdict that says something about the target, not about our own ability to look. */
export function isConclusive(verdict: Verdict): boolean {
  return verdict !== 'unknown'
}
