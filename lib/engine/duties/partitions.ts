import { databaseNow } from '@/lib/db/database'
import { isExpired, partitionFamilies, partitionOf, partitionsDue } from './partition-plan'
import { analyzePartitioned, createPartition, dropPartition, listPartitions } from './partition-store'
import { readWatermark } from './roll-up-store'

/**
 * Creates the partitions of the coming days and months, so that no insert meets a missing one. `since` adds
 * those of the past, for imports. Returns the names of the new ones.
 */
export async function createPartitions(since?: Date): Promise<string[]> {
  const now = await databaseNow()
  const created: string[] = []
  for (const family of partitionFamilies) {
    const existing = await listPartitions(family.table)
    for (const partition of partitionsDue(family, now, since)) {
      if (existing.has(partition.name)) continue
      await createPartition(family, partition)
      created.push(partition.name)
    }
  }
  return created
}

/** Drops partitions that are older than their retention and rolled up. Returns their names. */
export async function dropExpiredPartitions(): Promise<string[]> {
  const now = await databaseNow()
  const dropped: string[] = []
  for (const family of partitionFamilies) {
    const rolledUpTo = family.rolledUpBy ? await readWatermark(family.rolledUpBy) : null
    for (const name of await listPartitions(family.table)) {
      const partition = partitionOf(family, name)
      if (!partition || !isExpired(family, partition, now)) continue
      if (family.rolledUpBy && (rolledUpTo === null || rolledUpTo < partition.to)) continue
      await dropPartition(family, partition)
      dropped.push(name)
    }
  }
  return dropped
}

/** Renews the planner's statistics of all partitioned tables. */
export async function analyzePartitionedTables(): Promise<void> {
  for (const { table } of new Map(partitionFamilies.map((family) => [family.table, family])).values()) {
    await analyzePartitioned(table)
  }
}
