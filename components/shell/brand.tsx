import Link from 'next/link'

/** A wheel and the hammer's tap. */
export function BrandMark({ size = 20 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      aria-hidden="true"
      focusable="false"
      fill="none"
      stroke="currentColor"
    >
      <circle cx="8" cy="12" r="6.6" strokeWidth="1.8" />
      <circle cx="8" cy="12" r="3.6" strokeWidth="1.1" />
      <circle cx="8" cy="12" r="1.2" fill="currentColor" stroke="none" />
      <path d="M12.9 7.1l4-4" strokeWidth="1.6" />
      <path d="M14.9 1.1l4 4" strokeWidth="2.6" />
    </svg>
  )
}

export function Brand({ href = '/today' }: { href?: string }) {
  return (
    <Link className="brand" href={href} prefetch={false}>
      <BrandMark />
      Wheeltapper
    </Link>
  )
}
