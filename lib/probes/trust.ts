import { createHash, X509Certificate } from 'node:crypto'
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls'
import { ProbeError } from '@/lib/probe-error'

// A context with all authorities takes ten milliseconds to build; checks share one per set of authorities.
const contexts = new Map<string, SecureContext>()
const rememberedContexts = 200

let authorities: string[] | undefined

/** Authorities that this machine trusts: Node's list, the operating system's, and NODE_EXTRA_CA_CERTS. */
function trustedAuthorities(): string[] {
  authorities ??= [
    ...new Set([
      ...getCACertificates('bundled'),
      ...getCACertificates('system'),
      ...getCACertificates('extra'),
    ]),
  ]
  return authorities
}

/**
 * The shared TLS context: the machine's authorities, plus the private one of a check (PEM, may be empty).
 * Throws ProbeError `bad-configuration` when the PEM holds no certificate.
 */
export function secureContextFor(privateCa: string): SecureContext {
  const key = privateCa === '' ? '' : createHash('sha256').update(privateCa).digest('base64')
  let context = contexts.get(key)
  if (!context) {
    const ours =
      privateCa === '' ? [] : certificatesIn(privateCa).map((certificate) => certificate.toString())
    context = createSecureContext({ ca: [...trustedAuthorities(), ...ours] })
    if (contexts.size >= rememberedContexts) contexts.clear()
    contexts.set(key, context)
  }
  return context
}

let parsedAuthorities: Map<string, X509Certificate[]> | undefined

/** Trusted authorities, by their subject, with the private ones of a check. */
export function authoritiesNamed(subject: string, privateCa: string): X509Certificate[] {
  parsedAuthorities ??= Map.groupBy(trustedAuthorities().flatMap(parse), (certificate) => certificate.subject)
  const ours =
    privateCa === '' ? [] : certificatesIn(privateCa).filter((certificate) => certificate.subject === subject)
  return [...ours, ...(parsedAuthorities.get(subject) ?? [])]
}

/** All certificates of a PEM text. Throws ProbeError `bad-configuration` when there is none. */
function certificatesIn(pem: string): X509Certificate[] {
  const blocks = [...pem.matchAll(/-----BEGIN CERTIFICATE-----([\s\S]+?)-----END CERTIFICATE-----/g)]
  // A one-line form field loses the line breaks; the content is the same without them.
  const found = blocks.flatMap(([, base64 = '']) => parse(Buffer.from(base64, 'base64')))
  if (found.length === 0 || found.length < blocks.length) {
    throw new ProbeError(
      'bad-configuration',
      'The private authority of this check is not a certificate. Paste its PEM text, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.',
    )
  }
  return found
}

function parse(encoded: string | Buffer): X509Certificate[] {
  try {
    return [new X509Certificate(encoded)]
  } catch {
    return []
  }
}
