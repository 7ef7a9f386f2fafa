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
      <circle cx="8.5" cy="11.5" r="6.7" strokeWidth="1.8" />
      <circle cx="8.5" cy="11.5" r="1.5" fill="currentColor" stroke="none" />
      <path d="M8.5 4.8v3.6M8.5 14.6v3.6M1.8 11.5h3.6M11.6 11.5h3.6" strokeWidth="1.2" />
      <path d="M13.4 6.6l5.2-5.2M14.2 1.2l4.6 4.6" strokeWidth="1.8" />
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
