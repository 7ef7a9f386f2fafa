import type { Json } from '@/lib/json'
import type { ResourceVerdict } from './define-check'

/** What `run.evidence` holds: the facts behind the verdict, and what was judged one by one. */
export interface RunEvidence {
  facts: { [key: string]: Json }
  /** Worst first; empty where the target itself is the resource. */
  resources: ResourceVerdict[]
}
