/** Invisible, and not a letter of any address: programs that make links of addresses stop there. */
const stop = '\u200c'

/** Text in which no mail program finds an address to make a link of; it reads the same. */
export function unlinked(text: string): string {
  return text
    .replaceAll('://', `:${stop}//`)
    .replaceAll(/@(?=\S)/g, `@${stop}`)
    .replaceAll(/\.(?=\p{L})/gu, `.${stop}`)
}

/** For the text twin, where names must stay as they can be copied: only what begins like an address is stopped. */
export function unlinkedPlain(text: string): string {
  return text
    .replaceAll('://', `:${stop}//`)
    .replaceAll(/\bwww\./gi, (start) => `${start.slice(0, 3)}${stop}.`)
}
