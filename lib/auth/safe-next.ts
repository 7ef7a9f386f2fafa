/** Where sign-in leads: a path of this installation, whatever was asked for. */
export function safeNext(wanted: string | undefined): string {
  // The front door, which knows where this person wants to be.
  const home = '/'
  // Browsers read "\" as "/", and drop tabs and line ends: "/\evil.example" is another site.
  if (!wanted || !/^\/(?![/\\])[\x21-\x7e]*$/.test(wanted) || wanted.includes('\\')) return home
  const { pathname, search } = new URL(wanted, 'http://here.invalid')
  const isDoor = ['/login', '/logout', '/setup', '/welcome', '/api'].some(
    (door) => pathname === door || pathname.startsWith(`${door}/`),
  )
  return isDoor || pathname.startsWith('//') ? home : `${pathname}${search}`
}
