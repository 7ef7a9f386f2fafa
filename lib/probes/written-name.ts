// A mark at its beginning is part of a name like every other letter.
const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** A name as text: one line, no two names the same, and bytes that are no text can be told from it again. */
export function writtenName(bytes: Buffer): string {
  const letters = bytes.toString('latin1')
  if (/^[ -[\]-~]*$/.test(letters)) return letters
  try {
    return text
      .decode(bytes)
      .replaceAll(/[\\\p{Cc}\u2028\u2029]/gu, (character) =>
        character === '\\' ? '\\\\' : [...Buffer.from(character)].map(asHex).join(''),
      )
  } catch {
    return [...bytes]
      .map((byte) =>
        byte === 0x5c ? '\\\\' : byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : asHex(byte),
      )
      .join('')
  }
}

const asHex = (byte: number) => `\\x${byte.toString(16).padStart(2, '0')}`
