/** The six shapes of a state; all on a 16-pixel grid, all legible without colour. */
export type Shape = 'fail' | 'warn' | 'unknown' | 'ok' | 'off' | 'accepted'

const octagon = 'M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2z'

const paths: Readonly<Record<Shape, React.ReactNode>> = {
  fail: (
    <>
      <path d={octagon} fill="currentColor" />
      <path d="M5.4 5.4l5.2 5.2m0-5.2l-5.2 5.2" stroke="var(--bg)" strokeWidth="1.8" />
    </>
  ),
  warn: (
    <>
      <path
        d="M8 2.2l6.3 11.3H1.7z"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinejoin="round"
      />
      <path d="M8 6.4v3.4M8 11.2v1" stroke="currentColor" strokeWidth="1.7" />
    </>
  ),
  unknown: (
    <>
      <circle
        cx="8"
        cy="8"
        r="6.2"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeDasharray="2.6 1.73"
      />
      <path
        d="M6.3 6.6a1.75 1.75 0 1 1 2.7 1.5c-.7.46-1 .8-1 1.5M8 10.9v1"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
      />
    </>
  ),
  ok: <path d="M3 8.6l3.3 3.2L13 4.6" fill="none" stroke="currentColor" strokeWidth="1.9" />,
  off: <path d="M3 8h10" stroke="currentColor" strokeWidth="1.6" />,
  accepted: (
    <>
      <path d={octagon} fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M8 4.8V8l2.2 1.6" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </>
  ),
}

/** Decorative: a word always stands beside it. */
export function StateShape({ shape }: { shape: Shape }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {paths[shape]}
    </svg>
  )
}
