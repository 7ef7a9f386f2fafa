/** Ports below 1024 on which mail servers listen: submission with STARTTLS, with TLS, and relay. */
const mailPorts: readonly number[] = [25, 465, 587]

/** Why mail is not sent to a port, or null: other services below 1024 must not be knocked at in the name of mail. */
export function refusePort(port: number): string | null {
  if (mailPorts.includes(port) || port >= 1024) return null
  return `Mail is not sent to port ${port}: choose 587 (STARTTLS), 465 (TLS) or 25, or a port above 1023.`
}
