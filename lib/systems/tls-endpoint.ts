/** "orders.example.com:443" of a target that speaks TLS; null of others. */
export function tlsEndpoint({ kind, address }: { kind: string; address: string }): string | null {
  const text = kind === 'tls' ? `https://${address.replace(/^tls:\/\//, '')}` : kind === 'url' ? address : ''
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  return url.protocol === 'https:' ? `${url.hostname}:${url.port || '443'}` : null
}
