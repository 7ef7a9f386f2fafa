import 'reflect-metadata'
import { randomBytes } from 'node:crypto'
import {
  BasicConstraintsExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const dayMs = 86_400_000

interface Identity {
  pem: string
  name: string
  keys: CryptoKeyPair
}

/** What a TLS server is started with: the chain it sends, leaf first, and the leaf's key. */
export interface ServerCertificate {
  cert: string
  key: string
}

export interface LeafWish {
  /** DNS names and addresses; the first one is the common name. */
  names?: string[]
  /** Days from `now`; negative means before. */
  validFrom?: number
  validTo?: number
  /** Sent along: `intermediate` unless the server is to be configured badly. */
  send?: 'intermediate' | 'nothing'
}

export interface TestAuthority {
  /** PEM of the root: what a check trusts as its private authority. */
  rootPem: string
  issue(wish?: LeafWish): Promise<ServerCertificate>
  /** Signed by itself, no authority involved. */
  selfSigned(names?: string[]): Promise<ServerCertificate>
}

/**
 * A private authority with one intermediate, for real TLS listeners. Certificates are made relative to
 * `now`; the intermediate may be made to end early.
 */
export async function createTestAuthority(now: Date, intermediateDays = 900): Promise<TestAuthority> {
  const at = (days: number) => new Date(now.getTime() + days * dayMs)
  const tag = randomBytes(3).toString('hex')
  const root = await authority(`Test Root ${tag}`, null, at(-1_000), at(3_000))
  const intermediate = await authority(`Test Issuing ${tag}`, root, at(-900), at(intermediateDays))
  const key = async (keys: CryptoKeyPair) =>
    PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY')
  return {
    rootPem: root.pem,
    issue: async ({
      names = ['localhost', '127.0.0.1', '::1'],
      validFrom = -30,
      validTo = 60,
      send = 'intermediate',
    } = {}) => {
      const leaf = await certify({
        name: names[0] ?? 'nobody',
        names,
        from: at(validFrom),
        to: at(validTo),
        issuer: intermediate,
      })
      return {
        cert: send === 'intermediate' ? leaf.pem + intermediate.pem : leaf.pem,
        key: await key(leaf.keys),
      }
    },
    selfSigned: async (names = ['localhost', '127.0.0.1']) => {
      const leaf = await certify({
        name: names[0] ?? 'nobody',
        names,
        from: at(-30),
        to: at(60),
        issuer: null,
      })
      return { cert: leaf.pem, key: await key(leaf.keys) }
    },
  }
}

function authority(name: string, issuer: Identity | null, from: Date, to: Date): Promise<Identity> {
  return certify({
    name,
    from,
    to,
    issuer,
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  })
}

interface Wish {
  name: string
  names?: string[]
  from: Date
  to: Date
  /** Null: signed by itself. */
  issuer: Identity | null
  extensions?: Extension[]
}

async function certify({ name, names = [], from, to, issuer, extensions = [] }: Wish): Promise<Identity> {
  const keys = (await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair
  const alternatives = names.map((value) => ({
    type: isAddress(value) ? ('ip' as const) : ('dns' as const),
    value,
  }))
  const certificate = await X509CertificateGenerator.create({
    serialNumber: randomBytes(8).toString('hex'),
    subject: `CN=${name}`,
    issuer: `CN=${issuer?.name ?? name}`,
    notBefore: from,
    notAfter: to,
    publicKey: keys.publicKey,
    signingKey: (issuer?.keys ?? keys).privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      ...extensions,
      ...(alternatives.length > 0 ? [new SubjectAlternativeNameExtension(alternatives)] : []),
    ],
  })
  return { pem: `${certificate.toString('pem')}\n`, name, keys }
}

function isAddress(name: string): boolean {
  return /^[\d.]+$/.test(name) || name.includes(':')
}
