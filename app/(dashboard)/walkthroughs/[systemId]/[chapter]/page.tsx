import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { LinkButton } from '@/components/ui/button'
import { FormMessage } from '@/components/ui/form-message'
import { PageHeader } from '@/components/ui/page-header'
import { ChapterParts } from '@/components/walkthroughs/chapter-parts'
import {
  ChapterCore,
  ChapterNote,
  ChapterQuestions,
  ChapterSteps,
} from '@/components/walkthroughs/chapter-work'
import { saidSentence } from '@/components/walkthroughs/said'
import { leftWords } from '@/lib/walkthroughs/progress'
import { getChapterPage } from '@/lib/walkthroughs/service'
import type { ChapterPage } from '@/lib/walkthroughs/view'
import { answerCoreAction, recordStepAction, tryQuestionAction, writeNoteAction } from '../../actions'

interface Props {
  params: Promise<{ systemId: string; chapter: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const actions = {
  step: recordStepAction,
  question: tryQuestionAction,
  core: answerCoreAction,
  note: writeNoteAction,
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { chapter } = await params
  return { title: `Walkthrough, chapter ${/^[1-7]$/.test(chapter) ? chapter : '?'}` }
}

export default pageDoor(async function WalkthroughChapter({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const { systemId, chapter } = await params
  const { said, at } = await searchParams
  const page = await getChapterPage(viewer, systemId, /^[1-7]$/.test(chapter) ? Number(chapter) : 0)
  const work = { page, actions, zone: viewer.timeZone }
  return (
    <div className="walk">
      <PageHeader
        meta={
          <>
            <Link href="/walkthroughs">Walkthroughs</Link> ·{' '}
            <Link href={`/walkthroughs/${systemId}`} prefetch={false}>
              {page.system.name}
            </Link>{' '}
            · chapter {page.chapter.number} of 7
          </>
        }
        headline={page.chapter.title}
        lead={progressLine(page)}
      />
      <ChapterList page={page} />
      <FormMessage tone="ok">{saidSentence(said)}</FormMessage>
      <p className="muted">Know before moving on:</p>
      <ul className="facts-list">
        {page.chapter.know.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      <ChapterNote {...work} />
      <ChapterParts
        parts={page.chapter.parts}
        answerAt={said === 'wrong' && typeof at === 'string' ? at : null}
      />
      <ChapterCore {...work} />
      <ChapterSteps {...work} />
      <ChapterQuestions {...work} />
      <Onward page={page} />
    </div>
  )
})

function progressLine({ own, progress, timeZone }: ChapterPage): string {
  const dates = `Dates are in ${timeZone}.`
  if (!own || own.state === 'assigned') return `${dates} Its questions come with the walkthrough.`
  if (!own.isOpen) return dates
  const left = progress ? leftWords(progress) : ''
  return left
    ? `Left here: ${left}. About ${own.minutesLeft} min to the end. ${dates}`
    : `Nothing is left here. ${dates}`
}

/** The seven chapters as links: all of it can be read in any order. */
function ChapterList({ page }: { page: ChapterPage }) {
  return (
    <nav aria-label="Chapters" className="noprint">
      <ol className="walk-chapters">
        {page.chapters.map(({ number, title, isThrough }) => (
          <li key={number}>
            <Link
              href={`/walkthroughs/${page.system.id}/${number}`}
              prefetch={false}
              aria-current={number === page.chapter.number ? 'page' : undefined}
              title={title}
            >
              {number}
              <span className="vh">
                {' '}
                {title}
                {isThrough && ', done'}
              </span>
              {isThrough && <span aria-hidden="true"> ✓</span>}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function Onward({ page: { system, chapter } }: { page: ChapterPage }) {
  const { number } = chapter
  return (
    <div className="actions question-verbs">
      <LinkButton
        href={number < 7 ? `/walkthroughs/${system.id}/${number + 1}` : `/walkthroughs/${system.id}`}
        variant="primary"
        data-hotkey="n"
        aria-keyshortcuts="n"
      >
        {number < 7 ? 'Next chapter' : 'To the end'}
      </LinkButton>
      {number > 1 && (
        <LinkButton href={`/walkthroughs/${system.id}/${number - 1}`} data-hotkey="[" aria-keyshortcuts="[">
          Back
        </LinkButton>
      )}
    </div>
  )
}
