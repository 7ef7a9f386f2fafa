import { sentencesOf } from '@/lib/format/sentences'

const say = sentencesOf({
  page: `{count, plural,
     =0 {You get no report by mail}
     =1 {You get the report of {scope} by mail, {when}}
     other {You get # reports by mail}}`,
})

/** The page in one sentence. Pure. */
export function subscriptionsHeadline(subscriptions: readonly { scopeName: string; when: string }[]): string {
  const [first] = subscriptions
  const scope = first?.scopeName === 'All systems' ? 'all systems' : (first?.scopeName ?? '')
  return say('page', { count: subscriptions.length, scope, when: first?.when ?? '' })
}

/** "a…@example.com": enough to recognise one's own address, too little to learn another's. Pure. */
export function shortenAddress(address: string): string {
  const at = address.lastIndexOf('@')
  return at < 1 ? '' : `${address.slice(0, 1)}…${address.slice(at)}`
}
