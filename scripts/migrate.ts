import { migrate } from './database/migrate'

// Applies missing migrations to DATABASE_URL. `npm start` does the same by itself.
const url = process.env.DATABASE_URL
if (!url) {
  console.error('DATABASE_URL is not set. The built-in database is migrated by `npm start`.')
  process.exitCode = 1
} else {
  const applied = await migrate(url)
  console.log(applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`)
}
