import Link from 'next/link'
import { VerdictBadge } from '@/components/checks/verdict-badge'
import type { FormAction } from '@/components/ui/action-form'
import { Moment } from '@/components/ui/moment'
import type { ChangeGroup, ChangeItem } from '@/lib/changes/view'
import { subjectWords } from '@/lib/changes/words'
import { capital, groupTitle, standing } from './change-words'
import { ReasonForm } from './reason-form'

interface ChangeGroupsProps {
  groups: readonly ChangeGroup[]
  zone: string
  action: FormAction
  /** Where an explanation leads back to. */
  back: string
  /** Address of one group with everything that was seen. */
  hrefOf(group: ChangeGroup): string
  /** On the page of one system its name says nothing. */
  ofOne?: boolean
}

/** Changes, newest first: what, where, when; before and after; and why it is all right. */
export function ChangeGroups({ groups, ...shared }: ChangeGroupsProps) {
  return (
    <ol className="change-list">
      {groups.map((group) => (
        <Group key={`${group.id}${group.expectation}`} group={group} {...shared} />
      ))}
    </ol>
  )
}

function Group({
  group,
  zone,
  action,
  back,
  hrefOf,
  ofOne = false,
}: Omit<ChangeGroupsProps, 'groups'> & { group: ChangeGroup }) {
  const { verdict, word } = standing(group)
  const title = groupTitle(group)
  const isOpen = group.expectation === 'unexpected' && !group.acknowledged
  return (
    <li className="change" data-row="">
      <div className="change-state">
        <VerdictBadge verdict={verdict} word={word} />
      </div>
      <div className="change-what">
        <h2>
          <Link href={hrefOf(group)} prefetch={false}>
            {capital(title)}
          </Link>
        </h2>
        <p className="muted small">
          {!ofOne && (
            <>
              <Link href={`/systems/${group.systemId}/changes`} prefetch={false}>
                {group.system}
              </Link>{' '}
              ·{' '}
            </>
          )}
          {group.place} · noticed <Moment at={group.at} zone={zone} />, as before until{' '}
          <Moment at={group.lastSeenBefore} zone={zone} />
        </p>
        <Differences group={group} href={hrefOf(group)} />
        <Because group={group} zone={zone} />
        {isOpen && group.mayHandle && (
          <ReasonForm
            action={action}
            changeId={group.id}
            back={back}
            about={ofOne ? title : `${title} on ${group.system}`}
          />
        )}
      </div>
    </li>
  )
}

function Differences({
  group: { items, count, subject, restless },
  href,
}: {
  group: ChangeGroup
  href: string
}) {
  return (
    <>
      <dl className="change-items">
        {items.map((item) => (
          <div key={item.key}>
            <dt>{item.key === '*' ? `all ${subjectWords[subject].many} together` : item.key}</dt>
            <dd>
              <Difference item={item} />
            </dd>
          </div>
        ))}
      </dl>
      {count > items.length && (
        <p className="small">
          <Link href={href} prefetch={false}>
            {count - items.length} more
          </Link>
        </p>
      )}
      {restless && (
        <p className="small muted">
          This changes all the time: further changes are not listed until it is explained or stays quiet for a
          week.
        </p>
      )}
    </>
  )
}

function Difference({ item: { kind, before, after } }: { item: ChangeItem }) {
  if (kind === 'added') return <Value word="new" text={after} />
  if (kind === 'removed') return <Value word="gone, it was" text={before} struck />
  if (before === null || after === null) return <>changed as well</>
  return (
    <>
      <span className="vh">from </span>
      <del>{before}</del> <span aria-hidden="true">→</span>
      <span className="vh"> to </span> <ins>{after}</ins>
    </>
  )
}

function Value({ word, text, struck = false }: { word: string; text: string | null; struck?: boolean }) {
  return (
    <>
      <span className="muted">{word}</span>{' '}
      {text !== null && (struck ? <del>{text}</del> : <ins>{text}</ins>)}
    </>
  )
}

function Because({ group: { announcement, acknowledged }, zone }: { group: ChangeGroup; zone: string }) {
  if (announcement) {
    return (
      <p className="small">
        Announced:{' '}
        {announcement.url ? (
          <a href={announcement.url} rel="noreferrer">
            {announcement.title}
          </a>
        ) : (
          announcement.title
        )}
      </p>
    )
  }
  if (!acknowledged) return null
  return (
    <p className="small">
      “{acknowledged.reason}” <span className="muted">{acknowledged.by ?? 'somebody who is gone'}, </span>
      <Moment at={acknowledged.at} zone={zone} />
    </p>
  )
}
