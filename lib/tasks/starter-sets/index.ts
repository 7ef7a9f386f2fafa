import { backupSet } from './backup'
import { hostSet } from './host'
import { mongodbSet } from './mongodb'
import { mysqlSet } from './mysql'
import { postgresSet } from './postgres'
import { redisSet } from './redis'
import { selfSet } from './self'
import { sqliteSet } from './sqlite'
import type { StarterSet } from './starter-task'
import { webServiceSet } from './web-service'

/** Every starter set. A new one is one file and one line here. */
export const starterSets: readonly StarterSet[] = [
  postgresSet,
  mysqlSet,
  mongodbSet,
  redisSet,
  sqliteSet,
  webServiceSet,
  hostSet,
  backupSet,
  selfSet,
]
