/** A share as a bar beside its number; says nothing that the number does not. */
export function ShareBar({ share }: { share: number }) {
  const width = `${Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10}%`
  return (
    <svg className="share-bar" width="100%" height="10" aria-hidden="true" focusable="false">
      <rect className="bullet-track" x="0" y="2" width="100%" height="6" />
      <rect className="bullet-bar" x="0" y="2" width={width} height="6" />
    </svg>
  )
}
