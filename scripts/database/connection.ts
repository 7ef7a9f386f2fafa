import pg from 'pg'

/** Opens one connection, by its address or its parts, hands it over, and closes it whatever happens. */
export async function withConnection<T>(
  place: string | pg.ClientConfig,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    ...(typeof place === 'string' ? { connectionString: place } : place),
    application_name: 'wheeltapper tool',
    connectionTimeoutMillis: 10_000,
  })
  // Without a listener, a connection that the server drops would end the process; the query reports it too.
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}
