import Link from 'next/link'

/** Pages of a list: where we are, and the two ways out. */
export function Pager({
  page,
  pages,
  hrefOf,
}: {
  page: number
  pages: number
  hrefOf: (page: number) => string
}) {
  if (pages <= 1) return null
  return (
    <nav className="pager" aria-label="Pages">
      {page > 1 && (
        <Link href={hrefOf(page - 1)} prefetch={false} rel="prev">
          Previous
        </Link>
      )}
      <span className="num">
        Page {page} of {pages}
      </span>
      {page < pages && (
        <Link href={hrefOf(page + 1)} prefetch={false} rel="next">
          Next
        </Link>
      )}
    </nav>
  )
}
