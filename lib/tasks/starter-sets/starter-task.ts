import type { EvidencePolicy, TaskTier } from '../schema'

/** A task that is proposed for a kind of system. */
export interface StarterTask {
  /** Never changes: controls, flags and the map of the playbook name it. */
  key: string
  tier: TaskTier
  title: string
  /** What goes wrong without it. */
  why: string
  /** How it is done, step by step. */
  procedure: string
  expectedMinutes: number
  evidenceWanted: string
  evidencePolicy: EvidencePolicy
  measureLabel: string | null
  measureUnit: string | null
  idempotent: 'yes' | 'no' | 'unknown'
  idempotentProof: string
  needsDowntime: boolean
  needsVerification: boolean
  /** Kinds of checks which, all together, do it instead of a person; none: only a person can. */
  provenByKinds: readonly string[]
  /** Key of the task of the same set that comes before it. */
  after: string | null
}

/** A set of tasks for one kind of system. */
export interface StarterSet {
  key: string
  /** "a PostgreSQL database": what a headline calls it. */
  noun: string
  /** "PostgreSQL": what a list calls it. */
  name: string
  tasks: readonly StarterTask[]
}

type Written = Pick<
  StarterTask,
  'key' | 'tier' | 'title' | 'why' | 'procedure' | 'expectedMinutes' | 'evidenceWanted' | 'idempotent'
> &
  Partial<StarterTask>

/** A starter task with what most have: evidence is welcome, nothing stops meanwhile, a person does it. */
export function starterTask(task: Written): StarterTask {
  return {
    evidencePolicy: 'optional',
    measureLabel: null,
    measureUnit: null,
    idempotentProof: '',
    needsDowntime: false,
    needsVerification: false,
    provenByKinds: [],
    after: null,
    ...task,
  }
}
