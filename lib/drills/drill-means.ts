import type pg from 'pg'
import type { Manifest } from '@/lib/backups/schema'
import type { EgressPolicy } from '@/lib/egress/egress-policy'
import type { StartScratchServer } from '@/lib/scratch/scratch-server'

/** What restores need from whoever runs the worker. */
export interface DrillMeans {
  startScratchServer: StartScratchServer
  /** Makes the tables of the product as the version had them that made a backup. Throws Problem when it is newer. */
  createOwnTables(client: pg.ClientBase, manifest: Manifest): Promise<void>
  /** Judges what a new proof changes: flags and automatic answers. What it throws is logged and no more. */
  afterProof(systemId: string): Promise<void>
  /** Where sources and scratch databases may be. */
  egress(): Promise<EgressPolicy>
  /** Whether commands of plans may run on this machine. */
  commandsAllowed(): boolean
}
