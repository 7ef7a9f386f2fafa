/** Anywhere in a name. */
export const secretWord =
  /pass(?:word|wd|phrase)?|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential/i
/** As a part of its own in a name: DB_PW, ENCRYPTION_KEY, x-auth; not in "monkey". */
const part =
  /(?:^|[_.-])(?:pw|key|keys|auth|authorization|sig|signature|dsn|cookie|cookies|jwt|otp|bearer|sas|community)(?:$|[_.-])/i
/** Says where a secret is, not what it is. */
const place = /[_-](?:file|path|dir|directory|command)$/i

/** Whether a part of a name says so: app.encryption_key. */
export const namesPart = (name: string) => part.test(name)

/** Whether what follows this name or option is a secret: PGPASSWORD, --api-key, DB_PW. */
export function namesSecretWord(name: string): boolean {
  const bare = name.replace(/^[-"'{,]+|["']+$/g, '')
  return (secretWord.test(bare) || part.test(bare)) && !place.test(bare)
}

interface ShortOptions {
  program: RegExp
  /** The next word is the secret, or the rest of this one. */
  whole?: readonly string[]
  /** Only the rest of this word is: the next one is something else. */
  joined?: readonly string[]
}

// Programs that take a secret under a letter which means something else elsewhere.
const shortOptions: readonly ShortOptions[] = [
  {
    program: /^(?:mysql|mariadb)\w*(?:-\w+)*$|^(?:maria|xtra|innoback)backup(?:ex)?$|^mytop$/,
    joined: ['-p'],
  },
  {
    program:
      /^(?:sshpass|mongo\w*|bsondump|cqlsh|mydumper|myloader|rabbitmqadmin|arangodump|7z[azr]?|rar|unrar|taosdump)$/,
    whole: ['-p'],
  },
  { program: /^(?:redis|valkey|keydb)-cli$/, whole: ['-a'] },
  { program: /^ldap\w+$/, whole: ['-w'] },
  { program: /^(?:zip|unzip|sqlcmd|bcp|isql|tsql|freebcp|ipmitool|ssh-keygen)$/, whole: ['-P', '-N'] },
  { program: /^snmp\w+$/, whole: ['-c', '-A', '-X'] },
  { program: /^openssl$/, whole: ['-k', '-K', '-pass', '-passin', '-passout'] },
  { program: /^htpasswd$/ },
  { program: /^curl$/, whole: ['-b'] },
]

/** Options behind which a name and its password stand: curl -u bot:x, smbclient -U bot%x, lftp -u bot,x. */
const afterName = /^(?:-[uU]|--user|--proxy-user|--username)$/

/** Programs of a command, by their names without folders. */
export function programsIn(words: readonly string[]): ReadonlySet<string> {
  return new Set(
    words.flatMap((word) => {
      const name = word.replace(/^.*[/;|&(]/, '')
      return shortOptions.some(({ program }) => program.test(name)) ? [name] : []
    }),
  )
}

const ofPrograms = (programs: ReadonlySet<string>) =>
  shortOptions.filter(({ program }) => [...programs].some((name) => program.test(name)))

/** What the word behind an option is: a secret, a name with one behind it, or something else. */
export function secretOption(word: string, programs: ReadonlySet<string>): 'whole' | 'after-name' | null {
  if (afterName.test(word)) return 'after-name'
  if (!word.startsWith('-')) return null
  if (!word.includes('=') && namesSecretWord(word)) return 'whole'
  return ofPrograms(programs).some(({ whole = [] }) => whole.includes(word)) ? 'whole' : null
}

/** Where in a word that is option and secret in one the secret begins: -px, -ubot:x; null where it is none. */
export function attachedSecret(word: string, programs: ReadonlySet<string>): number | null {
  const login = /^-[uU][^\s:,%]{1,200}[:,%](?=.)/.exec(word)
  if (login) return login[0].length
  const letters = ofPrograms(programs).flatMap(({ whole = [], joined = [] }) => [...whole, ...joined])
  const option = letters.find((each) => each.length === 2 && word.startsWith(each) && word.length > 2)
  return option ? option.length : null
}
