import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

// AES-256-GCM with a random 96-bit IV; one key may encrypt 2^32 times (NIST SP 800-38D), far more than
// one installation stores. The additional data binds a value to its row: moved elsewhere it does not open.
const algorithm = 'aes-256-gcm'
const ivBytes = 12
const tagBytes = 16

/** Encrypts bytes under a 32-byte key: `<iv>.<ciphertext+tag>`, both base64url. */
export function encrypt(key: Buffer, plain: Buffer, additionalData: string): string {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagBytes })
  cipher.setAAD(Buffer.from(additionalData, 'utf8'))
  const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  return `${iv.toString('base64url')}.${sealed.toString('base64url')}`
}

/** The bytes behind `<iv>.<ciphertext+tag>`, or null when key, data or additional data do not fit. */
export function decrypt(key: Buffer, text: string, additionalData: string): Buffer | null {
  const [ivText, sealedText, ...rest] = text.split('.')
  if (!ivText || !sealedText || rest.length > 0) return null
  const iv = Buffer.from(ivText, 'base64url')
  const sealed = Buffer.from(sealedText, 'base64url')
  // Node ignores characters that are not base64url; only the one canonical spelling is accepted.
  if (iv.toString('base64url') !== ivText || sealed.toString('base64url') !== sealedText) return null
  if (iv.length !== ivBytes || sealed.length < tagBytes) return null
  try {
    const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagBytes })
    decipher.setAAD(Buffer.from(additionalData, 'utf8'))
    decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
    return Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()])
  } catch {
    return null
  }
}
