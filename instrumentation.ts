/** Next.js calls this once, before the first request. */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: the build replaces it, and leaves Node's modules out of other runtimes.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { watchRequests } = await import('./app/request-intake')
    watchRequests()
  }
}
