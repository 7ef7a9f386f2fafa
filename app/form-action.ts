import { randomUUID } from 'node:crypto'
import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { refuseForeignRequest } from '@/lib/auth/request-origin'
import type { Viewer } from '@/lib/auth/viewer'
import { publicUrl } from '@/lib/env'
import type { FormState } from '@/lib/form-state'
import { log } from '@/lib/log'
import { parseInput } from '@/lib/parse-input'
import { Problem } from '@/lib/problem'
import { describeFault } from './api-route'
import { formValues, refuseManyFields } from './form-values'
import { typedValues } from './typed-values'
import { requireViewer } from './viewer'

type Action = (state: FormState, form: FormData) => Promise<FormState>
// A form that ends in navigation redirects, and so returns nothing.
type Outcome = FormState | undefined

/** A Problem that gives the form something to keep beside what was typed: what was stored before it failed. */
export class FormProblem extends Problem {
  readonly keep: Readonly<Record<string, string>>

  constructor(problem: Problem, keep: Record<string, string>) {
    super(problem.kind, problem.message, { ...problem.fields })
    this.keep = keep
  }
}

/**
 * The door of a Server Action behind sign-in. In order: own origin, viewer, schema (use z.strictObject), work.
 * A Problem becomes the state of the form, with what was typed, passwords excepted. Field names that end
 * in [] arrive as lists under the name without it; files arrive only under such names.
 */
export function formAction<T>(
  schema: z.ZodType<T>,
  work: (input: T, viewer: Viewer) => Promise<Outcome>,
): Action {
  return (_state, form) =>
    answer(form, async () => {
      const viewer = await requireViewer()
      return work(parseInput(schema, formValues(form)), viewer)
    })
}

/** The same door for the few forms of people who are not signed in yet: sign-in and setup. */
export function anonymousFormAction<T>(schema: z.ZodType<T>, work: (input: T) => Promise<Outcome>): Action {
  return (_state, form) => answer(form, () => work(parseInput(schema, formValues(form))))
}

async function answer(form: FormData, work: () => Promise<Outcome>): Promise<FormState> {
  try {
    refuseForeignRequest(await headers(), publicUrl())
    refuseManyFields(form)
    return (await work()) ?? {}
  } catch (error) {
    unstable_rethrow(error)
    const kept = error instanceof FormProblem ? error.keep : {}
    const values = { ...typedValues(form), ...kept }
    if (error instanceof Problem)
      return { kind: error.kind, message: error.message, fields: { ...error.fields }, values }
    const id = randomUUID().slice(0, 8)
    log.error({ id, error: describeFault(error) }, 'form failed')
    return {
      message: `Something broke on our side. Nothing was changed. Quote ${id} when you report it.`,
      values,
    }
  }
}
