const codes = /^(08...|57P0[123]|53300|P1001|P1002|P1008|P1017|P2024|E[A-Z]+)$/
const words =
  /ECONNREFUSED|ECONNRESET|connection terminated|terminating connection|timeout exceeded when trying to connect|can't reach database|DatabaseNotReachable|SocketTimeout|ConnectionClosed|database system is (starting|shutting)/i
const systemCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
])

/** Whether this means that the product's own database does not answer, rather than that something is broken. */
export function isDatabaseAway(fault: unknown): boolean {
  if (typeof fault !== 'object' || fault === null) return false
  const { code, message, cause, errors } = fault as Record<string, unknown>
  if (typeof code === 'string' && codes.test(code) && (!code.startsWith('E') || systemCodes.has(code)))
    return true
  if (typeof message === 'string' && words.test(message)) return true
  if (Array.isArray(errors) && errors.some(isDatabaseAway)) return true
  return cause !== undefined && cause !== fault && isDatabaseAway(cause)
}
