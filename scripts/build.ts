import { ensureBuilt } from './start/next-build'

// npm run build: what `npm start` does by itself when the build is missing or older than the sources.
await ensureBuilt().then(
  () => console.log('The build is up to date.'),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  },
)
