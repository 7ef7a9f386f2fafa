/** Where a secret lies: columns that hold sealed values, and settings of the installation that hold one. */
export type SecretTable = 'target' | 'trial' | 'setting' | 'guided_verification' | 'drill_plan'

/** What a target or trial says about its address; see lib/systems/target-address.ts. */
export interface SecretOwner {
  id: string
  config: unknown
}

/**
 * Additional data of a sealed value: `<table>|<id>|secret|<host:port>`. A secret that is copied to another
 * row, or whose target is pointed at another host, does not open any more.
 */
export function secretAad(owner: SecretOwner, table: SecretTable = 'target'): string {
  return `${table}|${owner.id}|secret|${endpointOf(owner.config)}`
}

/** "db.example.com:5432" of a config with host and port or a URL; "-" where a target has no address. */
export function endpointOf(config: unknown): string {
  if (typeof config !== 'object' || config === null) return '-'
  if ('url' in config && typeof config.url === 'string' && URL.canParse(config.url)) {
    const url = new URL(config.url)
    return `${url.hostname.toLowerCase()}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`
  }
  if ('host' in config && 'port' in config)
    return `${String(config.host).toLowerCase()}:${String(config.port)}`
  return '-'
}
