import type { Metadata } from 'next'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { ScoreChange } from '@/components/score/score-change'
import { NextGrade, ScoreCaps, ScoreFacts } from '@/components/score/score-facts'
import { ScoreExclusions, ScoreParts } from '@/components/score/score-parts'
import { ScoreTrend } from '@/components/score/score-trend'
import { SystemPartHeader } from '@/components/systems/system-part-header'
import { getSystemHead } from '@/lib/overview/service'
import { systemScoreQuery } from '@/lib/score/query'
import { scoreHeadline } from '@/lib/score/sentences'
import { getSystemScore } from '@/lib/score/service'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export const metadata: Metadata = { title: 'Score' }

export default pageDoor(async function SystemScorePage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const { id } = await params
  const query = systemScoreQuery.parse(await searchParams)
  const { system } = await getSystemHead(viewer, id)
  const score = await getSystemScore(viewer, id, query)
  return (
    <>
      <SystemPartHeader system={system} part="score" headline={scoreHeadline(system.name, score)} />
      <ScoreFacts score={score} />
      <ScoreCaps score={score} />
      <NextGrade score={score} systemId={id} />
      <ScoreParts score={score} systemId={id} />
      <ScoreExclusions score={score} systemId={id} zone={viewer.timeZone} />
      <ScoreTrend score={score} systemId={id} range={query.range} />
      <ScoreChange score={score} range={query.range} />
    </>
  )
})
