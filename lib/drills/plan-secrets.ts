import { openSecret, sealSecret } from '@/lib/secrets/seal'
import { secretAad } from '@/lib/secrets/secret-aad'
import type { DrillPlanConfig } from './plan-schema'
import type { PlanSecrets } from './plan-store'
import type { ReadPlan } from './read-plan-form'

/** Passwords that a plan may hold, each bound to the plan and to where it leads. */
type SecretName = 'scratch' | 'repository'

const boundTo = (name: SecretName, { place }: DrillPlanConfig) =>
  name === 'scratch' && place.type === 'database' ? place.address : null

const aadOf = (planId: string, name: SecretName, config: PlanSecrets[string]['config']) =>
  secretAad({ id: `${planId}/${name}`, config }, 'drill_plan')

/** What is stored after a form: typed passwords sealed, others as they are, those without use gone. */
export async function sealPlanSecrets(
  planId: string,
  { config, secrets }: ReadPlan,
  stored: PlanSecrets,
): Promise<PlanSecrets> {
  const sealed: PlanSecrets = {}
  for (const name of ['scratch', 'repository'] as const) {
    const typed = secrets[name]
    const kept = stored[name]
    const place = boundTo(name, config)
    if (typed) sealed[name] = { config: place, secret: await sealSecret(typed, aadOf(planId, name, place)) }
    else if (typed === undefined && kept) sealed[name] = kept
  }
  if (config.place.type === 'embedded') delete sealed.scratch
  return sealed
}

/** One password of a plan, opened for the work that needs it; null: none is stored. Throws Problem unavailable. */
export async function openPlanSecret(
  planId: string,
  { config, secrets }: { config: DrillPlanConfig; secrets: PlanSecrets },
  name: SecretName,
): Promise<string | null> {
  const sealed = secrets[name]
  return sealed ? openSecret(sealed.secret, aadOf(planId, name, boundTo(name, config))) : null
}
