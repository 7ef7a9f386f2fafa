/** Live data stopped coming: what is shown is the last known state, and the page says since when. */
export function PausedNotice({ since }: { since: string | null }) {
  if (since === null) return null
  return (
    <p className="notice" role="status">
      <strong>Live updates paused {since}.</strong> This is the last known state; the page keeps asking.
    </p>
  )
}
