/** What becomes of one statement of a dump. */
export type StatementVerdict =
  | { kind: 'run' }
  /** Copies lines that follow, up to `\.`. */
  | { kind: 'copy' }
  /** Needless or impossible in a scratch place; `what` for the report. */
  | { kind: 'leave-out'; what: string }
  /** Reaches beyond the database; `why` completes "line 7 …". */
  | { kind: 'refuse'; why: string }

const run: StatementVerdict = { kind: 'run' }
const refuse = (why: string): StatementVerdict => ({ kind: 'refuse', why })
const leaveOut = (what: string): StatementVerdict => ({ kind: 'leave-out', what })

/** Functions that read or write files of the server, reach other servers, or end its sessions. */
const reaching =
  /\b(lo_import|lo_export|pg_read_(?:binary_)?file|pg_file_\w+|pg_ls_\w*dir|pg_stat_file|pg_current_logfile|dblink\w*|pg_terminate_backend|pg_cancel_backend|pg_reload_conf|pg_rotate_logfile|pg_switch_wal|pg_promote|pg_logical_emit_message|query_to_xml|database_to_xml|xpath_table)\s*\(/i

const refused: readonly (readonly [RegExp, string])[] = [
  [/^(?:CREATE|ALTER|DROP) (?:ROLE|GROUP)\b/i, 'makes, changes or drops a role'],
  [/^(?:CREATE|ALTER|DROP) USER (?!MAPPING\b)/i, 'makes, changes or drops a role'],
  [/^(?:DROP|REASSIGN) OWNED\b/i, 'takes what belongs to a role'],
  [/^ALTER SYSTEM\b/i, 'changes the settings of the server'],
  [/^(?:CREATE|ALTER|DROP) DATABASE\b/i, 'makes, changes or drops a database (dump it without --create)'],
  [/^(?:CREATE|ALTER|DROP) TABLESPACE\b/i, 'makes, changes or drops a tablespace'],
  [/^LOAD\b/i, 'loads a library into the server'],
  [/^SET (?:SESSION |LOCAL )?(?:ROLE|SESSION AUTHORIZATION) (?!DEFAULT\b|NONE\b)/i, 'takes on another role'],
  [/^(?:DROP|TRUNCATE)\b.*\bpg_catalog\./i, 'changes the catalogue'],
  [/^(?:INSERT INTO|UPDATE(?: ONLY)?|DELETE FROM(?: ONLY)?) "?pg_(?!temp)/i, 'writes to the catalogue'],
]

const leftOut: readonly (readonly [RegExp, string])[] = [
  [/^ALTER .* OWNER TO\b/i, 'owners'],
  [/^(?:GRANT|REVOKE|ALTER DEFAULT PRIVILEGES)\b/i, 'rights'],
  [/^(?:CREATE|COMMENT ON|ALTER) EXTENSION\b/i, 'extensions'],
  [/^(?:CREATE|ALTER|COMMENT ON) (?:PUBLICATION|SUBSCRIPTION)\b/i, 'publications and subscriptions'],
  [/^(?:CREATE|ALTER|COMMENT ON) EVENT TRIGGER\b/i, 'event triggers'],
  [/^(?:CREATE|ALTER|COMMENT ON) (?:SERVER|USER MAPPING|FOREIGN)\b/i, 'foreign servers and tables'],
  [/^SECURITY LABEL\b/i, 'security labels'],
  // What `pg_dump --clean` would drop first is not there.
  [/^DROP\b/i, 'what was there before'],
  [/^CREATE SCHEMA (?:IF NOT EXISTS )?"?public"?;?$/i, 'the schema public, which is there'],
]

const unsafeEncoding =
  /^(?:SJIS|SHIFT_JIS_2004|SHIFTJIS|MSKANJI|BIG5|WIN950|GBK|WIN936|UHC|WIN949|GB18030|JOHAB)$/i

/**
 * Judges one statement of a dump by its head: comments gone, white space single, texts replaced by '' (they are in
 * `texts`). Bodies of functions are texts: they run later, as a role that may do nothing beyond its database.
 */
export function judgeStatement(head: string, texts: readonly string[]): StatementVerdict {
  if (/^COPY\b/i.test(head)) return judgeCopy(head)
  for (const [pattern, why] of refused) if (pattern.test(head)) return refuse(why)
  if (/^SET (?:SESSION |LOCAL )?(?:client_encoding|NAMES)\b/i.test(head))
    return judgeEncoding(settingOf(head, texts))
  if (
    /^SET (?:SESSION |LOCAL )?standard_conforming_strings\b/i.test(head) &&
    !/^(?:on|true|yes|1)$/i.test(settingOf(head, texts))
  )
    return refuse('changes how texts are read')
  for (const [pattern, what] of leftOut) if (pattern.test(head)) return leaveOut(what)
  return judgeCode(head, texts)
}

/** What a setting is set to. */
function settingOf(head: string, texts: readonly string[]): string {
  return texts[0] ?? head.replace(/;$/, '').trim().split(/[ =]/).at(-1) ?? ''
}

/** Functions, languages and blocks: code that a statement brings along or runs at once. */
function judgeCode(head: string, texts: readonly string[]): StatementVerdict {
  if (/^DO\b/i.test(head)) {
    const body = texts.join('\n')
    if (
      reaching.test(body) ||
      /\bALTER\s+SYSTEM\b|\b(?:ROLE|DATABASE)\b/i.test(body) ||
      body.split(';').some(copiesElsewhere)
    )
      return refuse('runs a block that reaches beyond the database')
    return run
  }
  if (/^CREATE (?:OR REPLACE )?(?:TRUSTED )?(?:PROCEDURAL )?LANGUAGE\b/i.test(head))
    return /LANGUAGE "?plpgsql"?\b/i.test(head)
      ? leaveOut('languages')
      : refuse('adds a language to the server')
  if (/^CREATE (?:OR REPLACE )?(?:FUNCTION|PROCEDURE)\b/i.test(head)) {
    const language = /\bLANGUAGE (?:"?(\w+)"?|'')/i.exec(head)
    const named = language?.[1] ?? texts.find((text) => /^\w{1,20}$/.test(text)) ?? ''
    if (/^(?:c|internal|pl\w*u)$/i.test(named))
      return refuse(`makes a function in ${named}, which has the rights of the server`)
    return run
  }
  const called = reaching.exec(head)
  // A view or a default may name such a function; only what runs at once is refused.
  if (called && /^(?:SELECT|WITH|INSERT|UPDATE|DELETE|CALL|EXECUTE|PERFORM|VALUES|REFRESH)\b/i.test(head))
    return refuse(`calls ${called[1]}()`)
  return run
}

/** Whether a COPY in a statement has a FROM or TO behind it. In two steps: in one, each COPY would look to the end. */
function copiesElsewhere(statement: string): boolean {
  const at = statement.search(/\bCOPY\b/i)
  return at >= 0 && /\b(?:PROGRAM|FROM|TO)\b/i.test(statement.slice(at))
}

function judgeCopy(head: string): StatementVerdict {
  const outside = withoutParentheses(head)
  if (/\b(?:FROM|TO) PROGRAM\b/i.test(outside)) return refuse('runs a program of the server (COPY … PROGRAM)')
  if (/\bTO\b/i.test(outside)) return refuse('writes data out (COPY … TO)')
  if (/\bFROM STDIN\b/i.test(outside)) return { kind: 'copy' }
  return refuse('reads a file of the server (COPY … FROM)')
}

function withoutParentheses(head: string): string {
  let depth = 0
  let kept = ''
  for (const character of head.replaceAll(/"(?:[^"]|"")*"/g, '"')) {
    if (character === '(') depth += 1
    else if (character === ')') depth -= 1
    else if (depth === 0) kept += character
  }
  return kept.replaceAll(/\s+/g, ' ')
}

function judgeEncoding(name: string): StatementVerdict {
  return unsafeEncoding.test(name.replaceAll(/[\s'"]/g, ''))
    ? refuse(`is written in ${name}, in which a text can hide commands (dump it with --encoding=UTF8)`)
    : run
}

/** Roles that a policy is for: it cannot be made without them. */
export function rolesOfPolicy(head: string): string[] {
  const at = /^CREATE POLICY /i.test(head) ? head.search(/ TO /i) : -1
  if (at < 0) return []
  const list = head.slice(at + 4).split(/ USING\b| WITH CHECK\b|;/i, 1)[0] ?? ''
  return namesIn(list).filter((name) => !/^(?:public|current_user|session_user|current_role)$/i.test(name))
}

/** Who gets rights by a GRANT; nobody by any other statement. */
export function granteesOf(head: string): string[] {
  const at = /^GRANT /i.test(head) ? head.toUpperCase().lastIndexOf(' TO ') : -1
  if (at < 0) return []
  const list = head.slice(at + 4).split(/ WITH\b| GRANTED\b|;/i, 1)[0] ?? ''
  return namesIn(list).filter((name) => name !== 'public')
}

/** Whom a statement makes the owner; null where it makes nobody one. */
export function ownerOf(head: string): string | null {
  const at = head.search(/ OWNER TO /i)
  return at < 0 ? null : (namesIn(head.slice(at + 10))[0] ?? null)
}

/** Names in a list: quotes undone, the others in lower case. */
export function namesIn(list: string): string[] {
  return [...list.matchAll(/"((?:[^"]|"")*)"|([^\s,;"]+)/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '').toLowerCase() : quoted.replaceAll('""', '"'),
  )
}
