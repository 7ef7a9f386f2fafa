/** The page of one series; what is asked of it follows as parameters. */
export const seriesHref = ({ checkId, key }: { checkId: string; key: string }) =>
  `/capacity/${checkId}?series=${encodeURIComponent(key)}`
