import { canonicalJson } from '@/lib/audit/canonical-json'
import { fitsStars } from '@/lib/format/star-pattern'
import type { Json } from '@/lib/json'
import type { Accepted } from './guided-store'
import type { AreaResult, Difference } from './guided-view'
import { type VerificationArea, verificationAreas } from './schema'

/** What a comparison keeps in its row; all its differences lie in the lines "differences" under its id. */
export interface ComparisonSummary {
  areas: AreaResult[]
  differences: number
  open: number
  /** Some of the open ones, for findings and first looks. */
  firstOpen: Difference[]
  /** How many differences each acceptance covers, in their order. */
  covers: number[]
  warnings: string[]
  /** SHA-256 over all differences, in their order. */
  sha256: string
}

/** A difference as one line of text, and back. */
export const encodeDifference = ({ area, part, key, kind, before, after }: Difference): string =>
  JSON.stringify([area, part, key, kind, before, after])

/** Reads a line of encodeDifference. */
export function decodeDifference(line: string): Difference {
  const [area, part, key, kind, before, after] = JSON.parse(line) as [
    VerificationArea,
    string,
    string,
    Difference['kind'],
    string | null,
    string | null,
  ]
  return { area, part, key, kind, before, after }
}

/** One text for what an acceptance is known by. */
export const acceptanceKey = ({ pattern, area, kind }: Pick<Accepted, 'pattern' | 'area' | 'kind'>): string =>
  canonicalJson([pattern, area, kind] as Json)

type Covers = (difference: Difference) => boolean

/** Whether a pattern means a difference; * stands for anything, everything else for itself. Linear in both. Pure. */
export function coversOf({ pattern, area, kind }: Pick<Accepted, 'pattern' | 'area' | 'kind'>): Covers {
  return (difference) =>
    (area === null || difference.area === area) &&
    (kind === null || difference.kind === kind) &&
    fitsStars(difference.key, pattern)
}

/** The first acceptance that covers a difference; null: it is open. */
export function accepting(accepted: readonly Accepted[]): (difference: Difference) => number | null {
  const covers = accepted.map(coversOf)
  return (difference) => {
    const index = covers.findIndex((each) => each(difference))
    return index < 0 ? null : index
  }
}

/** How many differences are kept for first looks. */
const firstOpenKept = 50

/** Counts differences as they come, area by area, without keeping them. */
export function createTally(chosen: ReadonlySet<VerificationArea>, accepted: readonly Accepted[]) {
  const areas = new Map<VerificationArea, AreaResult>(
    verificationAreas.map((area) => [
      area,
      {
        area,
        isChosen: chosen.has(area),
        equal: 0,
        differs: 0,
        missing: 0,
        extra: 0,
        unknown: 0,
        accepted: 0,
        open: 0,
      },
    ]),
  )
  const acceptedBy = accepting(accepted)
  const firstOpen: Difference[] = []
  const covers = accepted.map(() => 0)
  const of = (area: VerificationArea) => areas.get(area) as AreaResult
  return {
    equal(area: VerificationArea, count: number) {
      of(area).equal += count
    },
    add(difference: Difference) {
      const result = of(difference.area)
      result[difference.kind] += 1
      const by = acceptedBy(difference)
      if (by === null) {
        result.open += 1
        if (firstOpen.length < firstOpenKept) firstOpen.push(difference)
      } else {
        result.accepted += 1
        covers[by] = (covers[by] ?? 0) + 1
      }
    },
    result(): Pick<ComparisonSummary, 'areas' | 'differences' | 'open' | 'firstOpen' | 'covers'> {
      const list = [...areas.values()]
      return {
        areas: list,
        differences: list.reduce(
          (sum, { differs, missing, extra, unknown }) => sum + differs + missing + extra + unknown,
          0,
        ),
        open: list.reduce((sum, { open }) => sum + open, 0),
        firstOpen,
        covers,
      }
    },
  }
}
