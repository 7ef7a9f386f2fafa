/** Ways to write an IPv4 address that some program somewhere understands, for tests of the egress guard. */
export function spellingsOf(address: string): string[] {
  const parts = address.split('.').map(Number)
  const [a = 0, b = 0, c = 0, d = 0] = parts
  const whole = ((a * 256 + b) * 256 + c) * 256 + d
  const radices = [
    (n: number) => String(n),
    (n: number) => `0x${n.toString(16)}`,
    (n: number) => `0${n.toString(8)}`,
  ]
  const combinations = (numbers: number[]): string[] =>
    numbers.reduce<string[]>(
      (made, number) =>
        made.flatMap((head) => radices.map((as) => (head === '' ? as(number) : `${head}.${as(number)}`))),
      [''],
    )
  const dotted = combinations(parts)
  return [
    ...dotted,
    ...combinations([a, b, c * 256 + d]),
    ...combinations([a, (b * 256 + c) * 256 + d]),
    ...combinations([whole]),
    `${address}.`,
    `0X${whole.toString(16).toUpperCase()}`,
    `0x${whole.toString(16).padStart(16, '0')}`,
    parts.map((part) => part.toString(8).padStart(6, '0')).join('.'),
    ...['。', '．', '｡'].map((dot) => address.replaceAll('.', dot)),
    withDigits(address, 0xff10),
    withDigits(address, 0x1d7ce),
    withDigits(address, 0x1d7d8),
    withDigits(address, 0x1d7f6),
    address.replaceAll('1', '①').replaceAll('2', '②'),
    address.replace(/\d/, (digit) => `%3${digit}`),
    [...address].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join(''),
    `${address.slice(0, 1)}\u00ad${address.slice(1)}`,
    `${address.slice(0, 2)}\u200b${address.slice(2)}`,
    ...embeddedInIpv6(a, b, c, d),
  ]
}

/** The same address inside IPv6: mapped, compatible, SIIT, NAT64, 6to4, Teredo, ISATAP. */
function embeddedInIpv6(a: number, b: number, c: number, d: number): string[] {
  const high = (a * 256 + b).toString(16)
  const low = (c * 256 + d).toString(16)
  const flipped = `${((a * 256 + b) ^ 0xffff).toString(16)}:${((c * 256 + d) ^ 0xffff).toString(16)}`
  const dotted = `${a}.${b}.${c}.${d}`
  return [
    `::ffff:${dotted}`,
    `::ffff:${high}:${low}`,
    `0:0:0:0:0:ffff:${high}:${low}`,
    `::FFFF:${dotted}`,
    `::${dotted}`,
    `::${high}:${low}`,
    `::ffff:0:${dotted}`,
    `::ffff:0:${high}:${low}`,
    `64:ff9b::${dotted}`,
    `64:ff9b::${high}:${low}`,
    `64:ff9b:1::${high}:${low}`,
    `2002:${high}:${low}::`,
    `2002:${high}:${low}::1`,
    `2001:0:4136:e378:8000:63bf:${flipped}`,
    `2001::${flipped}`,
    `fe80::5efe:${dotted}`,
    `fe80::200:5efe:${high}:${low}`,
    `2a00:1450::5efe:${dotted}`,
    `fd00::200:5efe:${high}:${low}`,
  ]
}

/** Other ways to this machine, to metadata services and to ranges that nobody should reach. */
export const forbiddenHosts: readonly string[] = [
  '::1',
  '0:0:0:0:0:0:0:1',
  '0000:0000:0000:0000:0000:0000:0000:0001',
  '::1%lo',
  '::',
  '0',
  '0.0.0.0',
  '0x0',
  '127.255.255.254',
  '127.127.127.127',
  'localhost',
  'LOCALHOST',
  'localhost.',
  'ＬＯＣＡＬＨＯＳＴ',
  'lo\u00adcalhost',
  'app.localhost',
  'localhost.localdomain',
  'ip6-localhost',
  '127.0.0.1.nip.example',
  'metadata',
  'metadata.',
  'METADATA.google.internal',
  'metadata.google.internal.',
  'instance-data',
  'instance-data.ec2.internal',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'fd00:ec2::254',
  'fd00:0ec2:0:0:0:0:0:254',
  'fd20:ce::254',
  'ff02::1',
  '100::1',
  '2001:db8::1',
  '3fff::1',
  '5f00::1',
  '4000::1',
  '100.64.0.1',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  '192.0.2.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  'fc00::1',
  'fdff:ffff::1',
]

/** URLs that two programs may read as two different hosts; `at` is a host and port that must not be reached. */
export function confusingUrls(at: string): string[] {
  return [...misplacedHosts(at), ...oddSchemes(at)]
}

function misplacedHosts(at: string): string[] {
  return [
    `http://example.com@${at}/`,
    `http://example.com:80@${at}/`,
    `http://user:password@${at}/`,
    `http://@${at}/`,
    `http://:@${at}/`,
    `http://${at}@example.com/`,
    `http://example.com#@${at}/`,
    `http://${at}#@example.com/`,
    `http://${at}?@example.com/`,
    `http://example.com?@${at}/`,
    `http://example.com\\@${at}/`,
    `http://${at}\\@example.com/`,
    `http://example.com%2f@${at}/`,
    `http://example.com%40${at}/`,
    `http://${at}%23@example.com/`,
    `http://${at}%20example.com/`,
    `http:${at}/`,
    `http:/${at}/`,
    `http:///${at}/`,
    `http:////${at}/`,
    `http:\\\\${at}\\`,
    `//${at}/`,
    `\\\\${at}\\`,
    ` http://${at}/`,
    `\thttp://${at}/`,
    `http://${at}/ `,
    `ht\ntp://${at}/`,
    `http://${at.replace(':', '\t:')}/`,
    `http://${at.replace(':', '\u0000:')}/`,
    `http://${at.replace(':', '：')}/`,
    `http://${at}/\r\nX-Injected: 1`,
    `http://${at}/%0d%0aX-Injected:%201`,
  ]
}

function oddSchemes(at: string): string[] {
  return [
    `http://${at.toUpperCase()}/`,
    `HTTP://${at}/`,
    `hTTp://${at}/`,
    `https://${at}/`,
    `ftp://${at}/`,
    `gopher://${at}/_x`,
    `file://${at}/etc/passwd`,
    `file:///etc/passwd`,
    `ws://${at}/`,
    `dict://${at}/x`,
    `javascript:fetch("http://${at}/")`,
    `data:text/plain,http://${at}/`,
    `blob:http://${at}/1`,
    `view-source:http://${at}/`,
    `jar:http://${at}!/`,
    `url:http://${at}/`,
    `http://[${at}]/`,
    `http://[::1]:${at.split(':')[1]}/`,
    `http://[::ffff:127.0.0.1]:${at.split(':')[1]}/`,
    `http://1.1.1.1 &@${at}# @3.3.3.3/`,
    `http://${at}:80/`,
    `http://${at.replace(':', '.:')}/`,
    `http://${at}/..//../`,
    `http://${at};example.com/`,
    `http://example.com;${at}/`,
    `http://example.com,${at}/`,
    `http://${at}&@example.com/`,
    `http://{${at}}/`,
    `http://0/`,
    '',
    'http://',
    'http://?',
    'http:// /',
  ]
}

/** Digits from another block of Unicode, which the URL standard maps back to 0–9. */
function withDigits(text: string, zero: number): string {
  return text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)))
}
