import Link from 'next/link'
import { Section } from '@/components/ui/section'
import type { SystemFlag } from '@/lib/red-flags/view'
import { FlagStatusBadge } from './flag-status'

/** The flags of one system as a row of words; those that are raised say why below. */
export function FlagWords({ flags, systemId }: { flags: readonly SystemFlag[]; systemId: string }) {
  if (flags.length === 0) return null
  const raised = flags.filter(({ status }) => status === 'raised')
  return (
    <Section
      title="Red flags"
      count={`${raised.length} of ${flags.length} raised`}
      link={{ href: '/red-flags', label: 'All systems' }}
    >
      <ul className="flag-words">
        {flags.map(({ key, title, status, sentence }) => (
          <li key={key} title={sentence}>
            <Link href={`/red-flags/${key}`} prefetch={false} className="small">
              {title}
            </Link>
            <FlagStatusBadge status={status} />
          </li>
        ))}
      </ul>
      {raised.length > 0 && (
        <ul className="flag-reasons">
          {raised.map(({ key, sentence, verb }) => (
            <li key={key}>
              {sentence}{' '}
              {verb.path && (
                <Link href={`/systems/${systemId}${verb.path}`} prefetch={false} className="noprint">
                  {verb.label}
                </Link>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
