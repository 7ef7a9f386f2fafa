import { findCycle } from '@/lib/find-cycle'
import type { PathError } from './issue-sentence'
import { nearestWord } from './nearest-word'
import type { Control } from './schema'

/** A control of the document that has the right shape, with its place in the list. */
export interface PlacedControl {
  index: number
  control: Control
}

/** What the shape cannot say: which fields belong together within one control. */
export function controlErrors({ index, control }: PlacedControl): PathError[] {
  const at = (...path: (string | number)[]) => ['controls', index, ...path]
  return [...choiceErrors(control, at), ...thresholdErrors(control, at), ...sourceTypeErrors(control, at)]
}

type At = (...path: (string | number)[]) => (string | number)[]

function choiceErrors({ type, choices }: Control, at: At): PathError[] {
  if (type !== 'choice') {
    return choices.length === 0
      ? []
      : [
          {
            path: at('choices'),
            isName: true,
            sentence: `choices belong to type choice; this control is of type ${type}. Change the type, or delete the choices.`,
          },
        ]
  }
  const errors: PathError[] = []
  if (choices.length < 2) {
    errors.push({
      path: at(choices.length === 0 ? 'type' : 'choices'),
      sentence: `A control of type choice needs at least two choices; this one has ${choices.length}. Example: choices: [{key: yes, label: Yes, outcome: pass}, {key: no, label: "No", outcome: fail, improvement: Do it.}]`,
    })
  } else if (!choices.some(({ outcome }) => outcome === 'pass')) {
    errors.push({
      path: at('choices'),
      isName: true,
      sentence: 'No choice passes, so nobody could ever get this right. Give one of them outcome: pass',
    })
  }
  const seen = new Map<string, number>()
  choices.forEach(({ key, outcome, improvement }, choice) => {
    if (seen.has(key)) {
      errors.push({
        path: at('choices', choice, 'key'),
        sentence: `${key} is choice ${(seen.get(key) ?? 0) + 1} already. Give each choice a key of its own.`,
      })
    }
    seen.set(key, choice)
    if (improvement === '' && (outcome === 'warn' || outcome === 'fail')) {
      errors.push({
        path: at('choices', choice),
        sentence: `The choice ${key} does not pass and does not say what to do about it. Example: improvement: Add a second run at noon.`,
      })
    }
  })
  return errors
}

function thresholdErrors({ type, threshold }: Control, at: At): PathError[] {
  if (type !== 'number') {
    return threshold === null
      ? []
      : [
          {
            path: at('threshold'),
            isName: true,
            sentence: `threshold belongs to type number; this control is of type ${type}. Change the type, or delete the threshold.`,
          },
        ]
  }
  if (threshold === null) {
    return [
      {
        path: at('type'),
        sentence:
          'A control of type number needs a threshold, or no number could be wrong. Example: threshold: {unit: h, worse: higher, warn: 26, fail: 50}',
      },
    ]
  }
  const { warn, fail, worse } = threshold
  if (warn === null || (worse === 'higher' ? warn < fail : warn > fail)) return []
  return [
    {
      path: at('threshold', 'warn'),
      sentence: `With worse: ${worse} a warning comes before the failure: warn must be ${worse === 'higher' ? 'below' : 'above'} ${fail}; you wrote ${warn}.`,
    },
  ]
}

function sourceTypeErrors({ type, answeredBy }: Control, at: At): PathError[] {
  if (type === 'auto' && answeredBy.length === 0) {
    return [
      {
        path: at('type'),
        sentence:
          'A control of type auto is answered by data alone: say by which. Example: answeredBy: [{check: [bk.age]}]',
      },
    ]
  }
  return type === 'text' && answeredBy.length > 0
    ? [
        {
          path: at('answeredBy'),
          isName: true,
          sentence:
            'A text is judged by whoever reads it, never by data. Delete answeredBy, or change the type, e.g. to boolean.',
        },
      ]
    : []
}

/** What the controls of a document owe each other: keys of their own, and proofs that end somewhere. */
export function proofErrors(controls: readonly PlacedControl[], allKeys: ReadonlySet<string>): PathError[] {
  const errors: PathError[] = []
  const next = new Map<string, string | null>()
  for (const { index, control } of controls) {
    const { key, proofOf } = control
    next.set(key, proofOf)
    if (proofOf === null || allKeys.has(proofOf)) continue
    const near = nearestWord(proofOf, allKeys)
    errors.push({
      path: ['controls', index, 'proofOf'],
      sentence: `proofOf names ${proofOf}, which this checklist does not ask.${near === null ? ' It is the key of the control whose claim this one proves.' : ` Do you mean ${near}?`}`,
    })
  }
  const cycle = findCycle(next)
  const placed = cycle && controls.find(({ control }) => control.key === cycle[0])
  if (cycle && placed) {
    errors.push({
      path: ['controls', placed.index, 'proofOf'],
      sentence:
        cycle.length === 2
          ? `${cycle[0]} proves itself. A proof is another control than its claim; delete proofOf, or name the claim.`
          : `These controls prove each other in a circle: ${cycle.join(' → ')}. Delete one proofOf.`,
    })
  }
  return errors
}
