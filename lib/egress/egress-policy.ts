/** Where probes may connect to. Immutable: the worker makes a new one when an allowance changes. */
export interface EgressPolicy {
  /** Open private ranges, as CIDRs ("10.1.2.0/24"); `all` for the command line. */
  allowPrivate: readonly string[] | 'all'
  /** Own addresses that stay closed whatever is allowed: "127.0.0.1:5432" of the product's database, own listen ports. */
  deniedEndpoints: readonly { address: string; port: number }[]
}

/** Policy of the command line: whoever is at the shell reaches private ranges anyway. */
export const commandLinePolicy: EgressPolicy = { allowPrivate: 'all', deniedEndpoints: [] }

/**
 * Policy for targets of the installation's own system: they are made by the product, nobody can edit them, and
 * they point at the doors that stay closed for everybody else. Runs of a system with `isSelf` take this one.
 */
export const ownInstallationPolicy: EgressPolicy = { allowPrivate: 'all', deniedEndpoints: [] }
