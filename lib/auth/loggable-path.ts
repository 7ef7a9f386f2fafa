/** Longer than any id in an address, as long as the tokens of links are. */
const tokens = /[\w-]{40,}/g

/** A path for the log: whoever has the token of a link needs nothing else, and logs are read by many. Pure. */
export function loggablePath(path: string): string {
  return path.replaceAll(tokens, '[masked]')
}
