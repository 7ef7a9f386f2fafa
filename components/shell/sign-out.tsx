/** Ends the session: a form, so that it works without JavaScript and never by a link. */
export function SignOut() {
  return (
    <form action="/logout" method="post">
      <button type="submit" className="nav-link">
        Sign out
      </button>
    </form>
  )
}
