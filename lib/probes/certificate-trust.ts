import type { X509Certificate } from 'node:crypto'
import { authoritiesNamed } from './trust'

/** Why a client without tricks does or does not reach a trusted authority from what was served. */
export type TrustFinding =
  | { trusted: true }
  | {
      trusted: false
      problem: 'self-signed' | 'incomplete' | 'unknown-authority' | 'refused'
      detail: string
    }

/** Objections about dates: judged per certificate, apart from trust. */
const dateCodes = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'])

/**
 * Does the served chain lead to a trusted authority? OpenSSL's own answer counts where it has one; it
 * stops at its first objection, so behind an expired certificate the path is built here.
 */
export function judgeTrust(
  served: readonly X509Certificate[],
  privateCa: string,
  authorizationCode: string | null,
): TrustFinding {
  if (authorizationCode === null) return { trusted: true }
  const path = followPath(served, privateCa)
  if (!path.trusted || dateCodes.has(authorizationCode)) return path
  return { trusted: false, problem: 'refused', detail: `verification fails with ${authorizationCode}` }
}

function followPath(served: readonly X509Certificate[], privateCa: string): TrustFinding {
  let current = served[0] as X509Certificate
  for (let step = 0; step < served.length; step += 1) {
    if (isTrusted(current, privateCa)) return { trusted: true }
    const next = served.find((other) => other !== current && isIssuedBy(current, other))
    if (!next) break
    current = next
  }
  if (current.subject === current.issuer) {
    return current === served[0]
      ? { trusted: false, problem: 'self-signed', detail: 'it is signed by itself' }
      : {
          trusted: false,
          problem: 'unknown-authority',
          detail: `its authority "${commonName(current.subject)}" is not trusted here`,
        }
  }
  if (current !== served[0]) {
    // Something was served above the leaf, so the server does send a chain: its top is what nobody knows.
    return {
      trusted: false,
      problem: 'unknown-authority',
      detail: `its authority "${commonName(current.issuer)}" is not trusted here`,
    }
  }
  return {
    trusted: false,
    problem: 'incomplete',
    detail: `nobody served the certificate of "${commonName(current.issuer)}", which signed "${commonName(current.subject)}"`,
  }
}

/** It is an authority of ours, or one of ours signed it. */
function isTrusted(certificate: X509Certificate, privateCa: string): boolean {
  return (
    authoritiesNamed(certificate.subject, privateCa).some(
      (own) => own.fingerprint256 === certificate.fingerprint256,
    ) ||
    authoritiesNamed(certificate.issuer, privateCa).some((authority) => isIssuedBy(certificate, authority))
  )
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)
}

/** The CN of a subject such as "C=US\nO=Example\nCN=Example Root", else all of it on one line. */
export function commonName(subject: string | undefined): string {
  const lines = (subject ?? '').split('\n')
  const cn = lines.find((line) => line.startsWith('CN='))
  return (cn ? cn.slice(3) : lines.join(', ')).slice(0, 200)
}
