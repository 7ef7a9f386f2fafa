import { createServer } from 'node:net'

/** Makes sure that the web process will get its port; one sentence with what to do otherwise. */
export async function assertPortFree(port: number, host: string | undefined): Promise<void> {
  const server = createServer()
  const error = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    server.once('error', resolve)
    server.listen({ port, host, exclusive: true }, () => resolve(null))
  })
  if (!error) {
    await new Promise((resolve) => server.close(resolve))
    return
  }
  const fault =
    {
      EADDRINUSE: `Port ${port} is in use by another program. Stop that program, or choose another port: PORT=${port + 1} npm start`,
      EACCES: `Port ${port} needs more rights than this user has. Choose one above 1023: PORT=3000 npm start`,
      EADDRNOTAVAIL: `HOST=${host} is no address of this machine. Leave HOST away to listen on all addresses.`,
      ENOTFOUND: `HOST=${host} is not known. Give an address of this machine, for example HOST=127.0.0.1`,
    }[error.code ?? ''] ?? `Port ${port} cannot be opened: ${error.message}`
  throw new Error(fault)
}
