import type { FaultIdentity } from '@/lib/findings/raise-finding'

/** What the finding of a flag is known by: one for each rule and system, whatever it says. */
export const identityOf = (systemId: string, flagKey: string): FaultIdentity => ({
  systemId,
  fingerprintKind: `red-flag.${flagKey}`,
  resource: '',
})
