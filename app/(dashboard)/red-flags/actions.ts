'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '@/app/form-action'
import { evaluateNow } from '@/lib/red-flags/record-proof'
import { effectSentence } from '@/lib/red-flags/rule-effect'
import {
  changeOwnRule,
  changeThresholds,
  createOwnRule,
  deleteOwnRule,
  previewOwnRule,
  switchRule,
} from '@/lib/red-flags/rule-service'
import { flagKey, ownRuleForm } from '@/lib/red-flags/schema'

export const evaluateNowAction = formAction(
  z.strictObject({ systemId: z.string().max(64).default('') }),
  async ({ systemId }, viewer) => {
    const { systems, total } = await evaluateNow(viewer, systemId || null)
    redirect(systemId ? `/systems/${systemId}` : `/red-flags?judged=${systems}&of=${total}`)
  },
)

const numberField = 'number.'

// The names of the numbers are those of the rule: they are compared with it, and a strange one is refused.
export const changeThresholdsAction = formAction(
  z.object({ key: flagKey }).catchall(z.string().max(40)),
  async ({ key, ...typed }, viewer) => {
    const numbers = Object.entries(typed).map(([name, value]) => [
      name.startsWith(numberField) ? name.slice(numberField.length) : name,
      value,
    ])
    await changeThresholds(viewer, key, Object.fromEntries(numbers))
    redirect(`/red-flags/${key}?said=numbers`)
  },
)

export const switchRuleAction = formAction(
  z.strictObject({ key: flagKey, to: z.enum(['on', 'off']) }),
  async ({ key, to }, viewer) => {
    await switchRule(viewer, key, to === 'on')
    redirect(`/red-flags/${key}?said=${to}`)
  },
)

export const saveOwnRuleAction = formAction(ownRuleForm, async ({ key, do: verb, source }, viewer) => {
  if (verb === 'preview') {
    const { document, effect } = await previewOwnRule(viewer, source)
    return {
      notice: `${document.title}: ${effectSentence(effect)} Nothing is saved yet.`,
      values: { source },
    }
  }
  if (key) await changeOwnRule(viewer, key, source)
  const made = key || (await createOwnRule(viewer, source)).key
  redirect(`/red-flags/${made}?said=saved`)
})

export const deleteOwnRuleAction = formAction(z.strictObject({ key: flagKey }), async ({ key }, viewer) => {
  await deleteOwnRule(viewer, key)
  redirect('/red-flags?said=deleted')
})
