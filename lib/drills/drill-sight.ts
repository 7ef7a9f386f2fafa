import { ProbeError } from '@/lib/probe-error'
import { Problem } from '@/lib/problem'
import type { ChosenBackup } from './choose-backup'
import { drillHeadline } from './drill-headline'
import type { AssertionOutcome, DrillDifference, DrillReport, DrillStep, TableCount } from './drill-report'
import { measuredLoss, measuredTime } from './measure-times'
import { type DrillLevel, drillLevels } from './schema'

/** Rows of tables that a report keeps: those that differ first. */
const keptCounts = 400
const keptDifferences = 400

/** That a backup is not proven is one of two things: it is bad, or it could not be tried here. */
export type Blame = 'backup' | 'place'

/** What is seen while a backup is restored; becomes the report. */
export class DrillSight {
  backup: (ChosenBackup & { format: string; sha256: string | null }) | null = null
  place: DrillReport['place']
  counts: TableCount[] = []
  differences: DrillDifference[] = []
  assertions: AssertionOutcome[] = []
  notes: string[] = []
  newestRow: Date | null = null
  /** Rows that came back. */
  rows = 0
  /** Time that a real recovery would not take: reading the live source to compare with it. */
  asideSeconds = 0
  readonly #steps: DrillStep[] = []
  #blame: Blame | null = null

  constructor(place: DrillReport['place']) {
    this.place = place
  }

  /** Whether something stopped it. */
  get isOver(): boolean {
    return this.#steps.some(({ state }) => state === 'failed') || this.#blame !== null
  }

  /**
   * Takes one level: its work gives the sentence of success. A sentence that it throws (Problem, ProbeError) fails the
   * level; anything else is thrown on. Nothing is done when a level before failed.
   */
  async take(level: DrillLevel, work: () => Promise<string | { skipped: string }>): Promise<void> {
    if (this.isOver) return
    const begun = performance.now()
    const seconds = () => Math.round((performance.now() - begun) / 100) / 10
    try {
      const said = await work()
      this.#steps.push(
        typeof said === 'string'
          ? { level, state: 'passed', sentence: said, seconds: seconds() }
          : { level, state: 'skipped', sentence: said.skipped, seconds: null },
      )
    } catch (error) {
      if (!(error instanceof Problem) && !(error instanceof ProbeError)) throw error
      // While it was tried, a level before it turned out not to be reached: that says why.
      if (this.isOver) return
      const blame = blameOf(error)
      this.#blame = blame
      this.#steps.push({
        level,
        state: blame === 'backup' ? 'failed' : 'skipped',
        sentence: error.message,
        seconds: seconds(),
      })
    }
  }

  /** Says anew of a level that passed what came of it, now that more is known. */
  async revise(level: DrillLevel, work: () => Promise<string | { skipped: string }>): Promise<void> {
    const at = this.#steps.findIndex((step) => step.level === level && step.state === 'passed')
    const [before] = at < 0 ? [] : this.#steps.splice(at, 1)
    await this.take(level, work)
    const after = this.#steps.find((step) => step.level === level)
    if (before?.seconds && after && after.seconds !== null)
      after.seconds = Math.round((after.seconds + before.seconds) * 10) / 10
  }

  /** The report, when all is done. */
  report(
    startedAt: Date,
    seconds: number,
    declared: { rtoMinutes: number | null; rpoMinutes: number | null },
  ): DrillReport {
    const steps = drillLevels.map(
      (level) =>
        this.#steps.find((step) => step.level === level) ?? {
          level,
          state: 'skipped' as const,
          sentence: this.isOver
            ? 'Not tried: a level before it was not reached.'
            : 'The plan does not ask for it.',
          seconds: null,
        },
    )
    const passed = steps.filter(({ state }) => state === 'passed').at(-1)
    const failed = steps.find(({ state }) => state === 'failed')
    const recovery = Math.max(0, Math.round((seconds - this.asideSeconds) * 10) / 10)
    const facts = {
      version: 1 as const,
      level: this.backup || passed ? (failed?.level ?? passed?.level ?? 'listed') : null,
      result: failed ? ('fail' as const) : this.#blame ? ('partial' as const) : ('pass' as const),
      startedAt: startedAt.toISOString(),
      finishedAt: new Date(startedAt.getTime() + Math.round(seconds * 1_000)).toISOString(),
      backup: this.backup && {
        name: this.backup.name,
        format: this.backup.format,
        bytes: this.backup.bytes,
        sha256: this.backup.sha256,
        takenAt: this.backup.takenAt.toISOString(),
        takenFrom: this.backup.takenFrom,
      },
      place: this.place,
      steps,
      counts: [...this.counts].sort(worstFirst).slice(0, keptCounts),
      tables: {
        compared: new Set(this.counts.map(({ table }) => table)).size,
        differing: new Set(this.counts.filter(isWrong).map(({ table }) => table)).size,
        rows: this.rows,
      },
      differences: [...this.differences]
        .sort((a, b) => Number(b.isFault) - Number(a.isFault))
        .slice(0, keptDifferences),
      assertions: this.assertions,
      rto: measuredTime(recovery, declared.rtoMinutes),
      rpo: measuredLoss(
        { newestRow: this.newestRow, backupTakenAt: this.backup?.takenAt ?? null },
        startedAt,
        declared.rpoMinutes,
      ),
      notes: this.#allNotes(),
    }
    return { ...facts, headline: drillHeadline(facts) }
  }

  #allNotes(): string[] {
    const left = Math.max(0, this.differences.length - keptDifferences)
    return left > 0 ? [...this.notes, `${left} more differences are counted and not listed.`] : this.notes
  }
}

/** Says that it was not the backup's fault. */
export class NotTried extends Problem {
  constructor(sentence: string) {
    super('unavailable', sentence)
  }
}

// What cannot be reached, opened or read from here says nothing about the backup.
const blameOf = (error: Problem | ProbeError): Blame =>
  error instanceof ProbeError || error.kind === 'unavailable' ? 'place' : 'backup'

const isWrong = ({ state }: TableCount) => state === 'differs' || state === 'missing'

const rank = { missing: 0, differs: 1, extra: 2, within: 3, equal: 4 } as const
const worstFirst = (a: TableCount, b: TableCount) =>
  rank[a.state] - rank[b.state] || (b.found ?? 0) - (a.found ?? 0) || (a.table < b.table ? -1 : 1)
