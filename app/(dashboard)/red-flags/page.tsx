import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { FlagMatrix } from '@/components/red-flags/flag-matrix'
import { FlagSection } from '@/components/red-flags/flag-section'
import { VerbForm } from '@/components/ui/action-form'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { FormMessage } from '@/components/ui/form-message'
import { Moment } from '@/components/ui/moment'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { Section } from '@/components/ui/section'
import { formatClock } from '@/lib/format/moment'
import { redFlagsHeadline, unknownSentence } from '@/lib/red-flags/headline'
import { redFlagsQuery } from '@/lib/red-flags/schema'
import { getRedFlags } from '@/lib/red-flags/service'
import type { RedFlagsPage } from '@/lib/red-flags/view'
import { evaluateNowAction } from './actions'

export const metadata: Metadata = { title: 'Red flags' }

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default pageDoor(async function RedFlagsPageOf({ searchParams }: Props) {
  const viewer = await requireViewer()
  const search = await searchParams
  const page = await getRedFlags(viewer, redFlagsQuery.parse(search))
  const { flags, coverage } = page
  const zone = viewer.timeZone
  const worstFirst = flags.toSorted((a, b) => b.counts.raised - a.counts.raised)
  return (
    <div className="one-sheet">
      <PageHeader
        meta={<Judged page={page} zone={zone} />}
        headline={redFlagsHeadline({
          flags,
          coverage,
          evaluated: coverage.oldest && formatClock(new Date(coverage.oldest), zone),
          ageSeconds:
            coverage.oldest === null ? null : (Date.parse(page.now) - Date.parse(coverage.oldest)) / 1_000,
        })}
        lead={unknownSentence(flags) || undefined}
        actions={
          page.mayEvaluate && (
            <VerbForm action={evaluateNowAction} verb="Evaluate now" values={{ systemId: '' }} />
          )
        }
      />
      <FormMessage tone="ok">{saidOf(search)}</FormMessage>
      <Systems page={page} />
      {worstFirst.map((flag) => (
        <FlagSection key={flag.key} flag={flag} zone={zone} now={page.now} />
      ))}
      <OffRules page={page} />
    </div>
  )
})

function Judged({ page: { coverage, now }, zone }: { page: RedFlagsPage; zone: string }) {
  return (
    <>
      {coverage.judged} of {coverage.systems} systems judged
      {coverage.oldest && (
        <>
          , the oldest <Moment at={coverage.oldest} zone={zone} now={now} />
        </>
      )}{' '}
      · {zone}
    </>
  )
}

function saidOf({ judged, of, said }: Record<string, string | string[] | undefined>): string | undefined {
  if (said === 'deleted') return 'The rule is deleted. Findings that it had raised stay: decide about each.'
  const [done, total] = [Number(judged), Number(of)]
  if (judged === undefined || !Number.isSafeInteger(done) || !Number.isSafeInteger(total)) return undefined
  return done < total
    ? `${done} of ${total} systems are evaluated; the worker does the others within minutes.`
    : `${done === 1 ? 'The one system is' : `All ${done} systems are`} evaluated.`
}

function Systems({ page: { matrix, flags } }: { page: RedFlagsPage }) {
  if (flags.length === 0) return null
  return (
    <Section title="Systems" count={matrix.total}>
      {matrix.rows.length === 0 ? (
        <EmptyState
          title={matrix.total === 0 ? 'There is no system yet.' : 'This page is empty.'}
          actions={
            <LinkButton href={matrix.total === 0 ? '/systems/new' : '/red-flags'}>
              {matrix.total === 0 ? 'Add a system' : 'First page'}
            </LinkButton>
          }
        >
          A red flag is a claim about a system whose proof is missing.
        </EmptyState>
      ) : (
        <FlagMatrix rows={matrix.rows} flags={flags} />
      )}
      <Pager
        page={matrix.page}
        pages={matrix.pages}
        hrefOf={(to) => (to === 1 ? '/red-flags' : `/red-flags?page=${to}`)}
      />
    </Section>
  )
}

function OffRules({ page: { off, mayChangeRules } }: { page: RedFlagsPage }) {
  return (
    <div className="noprint">
      <Section
        title="Rules that are off"
        count={off.length}
        {...(mayChangeRules ? { link: { href: '/red-flags/rules/new', label: 'Write your own rule' } } : {})}
      >
        <dl className="terms">
          {off.map(({ key, title, claim }) => (
            <div key={key}>
              <dt>
                <Link href={`/red-flags/${key}`} prefetch={false}>
                  {title}
                </Link>
              </dt>
              <dd className="muted">{claim}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </div>
  )
}
