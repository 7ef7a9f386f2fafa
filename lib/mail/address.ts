/** Characters that end a line or a header, or that nobody sees: C0, C1, delete, line and paragraph separators. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g

/** A text for a header: one line, no control characters. */
export function oneLine(text: string, limit = 500): string {
  return text.replace(control, ' ').replace(/\s+/g, ' ').trim().slice(0, limit)
}

/** Whether mail can be sent to it at all: one plain address, nothing that could become a second one or a header. */
export function isMailable(address: string): boolean {
  if (address.length > 254 || control.test(address)) {
    control.lastIndex = 0
    return false
  }
  return /^[^\s<>()[\]\\,;:"@]{1,64}@[^\s<>()[\]\\,;:"@]+\.[^\s<>()[\]\\,;:"@.]+$|^[^\s<>()[\]\\,;:"@]{1,64}@localhost$/.test(
    address,
  )
}

/** The Message-ID of an outbox row: the same for every attempt. `base` is the public address of the installation. */
export function messageId(id: string, base: string): string {
  const { hostname } = new URL(base)
  const isAddress = /^[\d.]+$/.test(hostname) || hostname.startsWith('[')
  const domain = isAddress ? `[${hostname.replace(/^\[|\]$/g, '')}]` : hostname
  return `<${id}@${domain}>`
}
