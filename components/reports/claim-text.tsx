import Link from 'next/link'

interface ClaimTextProps {
  text: string
  href: string
  /** Whoever opened a shared link has no door to what is behind: they read text. */
  linked: boolean
}

/** A sentence that leads to where it can be checked. */
export function ClaimText({ text, href, linked }: ClaimTextProps) {
  if (!linked) return <span>{text}</span>
  return (
    <Link className="claim" href={href} prefetch={false}>
      {text}
    </Link>
  )
}
