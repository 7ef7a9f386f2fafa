import { ensureAdminFromEnvironment, issueSetupLink } from '@/lib/auth/setup-link'
import { disconnect } from '@/lib/db/database'
import { checkKek } from '@/lib/secrets/keyring'

// Its own process, so that the launcher stays small: the key that opens secrets fits this database, an
// administrator exists or can be made. Sends the setup link, or null once somebody can sign in.
try {
  await checkKek()
  await ensureAdminFromEnvironment()
  process.send?.({ setupLink: await issueSetupLink() })
} catch (error) {
  process.send?.({ fault: error instanceof Error ? error.message : String(error) })
} finally {
  await disconnect()
  process.disconnect?.()
}
