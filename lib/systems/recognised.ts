import type { TargetConfig, TargetKind } from './target-address'

/** Kinds of target that a person can add; `self` is made by the installation. */
export type AddableKind = Exclude<TargetKind, 'self'>

/** What one line of input was understood as. `address` and `config` never hold the secret. */
export type Recognised = {
  [Kind in AddableKind]: {
    kind: Kind
    address: string
    config: TargetConfig<Kind>
    /** Password of the input, still in clear: seal it at once, never log it. */
    secret: string | null
    /** Proposed name of the system. */
    name: string
    /** What was assumed, one sentence each. */
    notes: string[]
  }
}[AddableKind]
