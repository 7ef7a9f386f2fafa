import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { Moment } from '@/components/ui/moment'
import { PageHeader } from '@/components/ui/page-header'
import { BookletChapter } from '@/components/walkthroughs/booklet-chapter'
import { getBooklet } from '@/lib/walkthroughs/service'

interface Props {
  params: Promise<{ systemId: string }>
}

export const metadata: Metadata = { title: 'Walkthrough booklet' }

export default pageDoor(async function WalkthroughBooklet({ params }: Props) {
  const viewer = await requireViewer()
  const booklet = await getBooklet(viewer, (await params).systemId)
  return (
    <div className="walk">
      <PageHeader
        meta={
          <>
            <Link href={`/walkthroughs/${booklet.system.id}`} prefetch={false}>
              {booklet.system.name}
            </Link>{' '}
            · as of <Moment at={booklet.now} zone={viewer.timeZone} />
          </>
        }
        headline={`${booklet.system.name} in seven chapters`}
        lead={`Drawn from live data; dates are in ${booklet.timeZone}. Its questions are asked on the screen.`}
      />
      {booklet.chapters.map((chapter) => (
        <BookletChapter key={chapter.number} chapter={chapter} />
      ))}
    </div>
  )
})
