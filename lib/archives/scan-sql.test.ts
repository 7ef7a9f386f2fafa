import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type SqlScan, SqlScanner } from './scan-sql'

function scan(text: string, chunkBytes = 7): SqlScan {
  const scanner = new SqlScanner()
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += chunkBytes) scanner.push(bytes.subarray(at, at + chunkBytes))
  return scanner.end()
}
const refusal = (text: string) => scan(text).refusal

const dump = `--
-- PostgreSQL database dump
--

\\restrict 6dkxQFfYjr0

-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18

SET statement_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
CREATE SCHEMA audit;
ALTER SCHEMA audit OWNER TO app_owner;
CREATE EXTENSION IF NOT EXISTS hstore WITH SCHEMA audit;
COMMENT ON EXTENSION hstore IS 'data type; for storing';
CREATE FUNCTION audit.log() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  execute 'copy x to program ''ls''; alter system set a = 1';
  -- \\! not a command
end $$;
CREATE FUNCTION public.two() RETURNS integer
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT CASE WHEN true THEN 1 ELSE 2 END;
 SELECT 2;
END;
CREATE TABLE public.orders (id integer, note text DEFAULT E'it\\'s; \\\\! here'::text);
ALTER TABLE public.orders OWNER TO "App Owner";
COPY public.orders (id, note) FROM stdin;
1\tit's a "quote; \\\\! and $$ too
2\t\\N
DROP ROLE nobody;
\\.


CREATE POLICY mine ON public.orders FOR SELECT TO reader, "Big Boss" USING ((note = 'x'::text));
GRANT SELECT ON TABLE public.orders TO reader;
CREATE RULE r AS ON INSERT TO public.orders DO ALSO (SELECT 1; SELECT 2);
--
-- PostgreSQL database dump complete
--

\\unrestrict 6dkxQFfYjr0

`

describe('scanning a dump', () => {
  it('finds in an honest one what it would do, and where its end is', () => {
    const found = scan(dump)
    expect(found).toMatchObject({
      refusal: null,
      hasStartMark: true,
      hasEndMark: true,
      openSince: null,
      serverVersion: '15.18',
      programVersion: '15.18',
      extensions: [{ name: 'hstore', schema: 'audit' }],
      tables: ['public.orders'],
      roles: ['app_owner', 'App Owner', 'reader', 'Big Boss'],
    })
    expect(found.schemas.map(({ name }) => name)).toEqual(['audit'])
    const bytes = Buffer.from(dump)
    expect(found.leftOut.map(({ from, to }) => bytes.subarray(from, to).toString().trim())).toEqual([
      '\\restrict 6dkxQFfYjr0',
      'ALTER SCHEMA audit OWNER TO app_owner;',
      'CREATE EXTENSION IF NOT EXISTS hstore WITH SCHEMA audit;',
      "COMMENT ON EXTENSION hstore IS 'data type; for storing';",
      'ALTER TABLE public.orders OWNER TO "App Owner";',
      'GRANT SELECT ON TABLE public.orders TO reader;',
      '\\unrestrict 6dkxQFfYjr0',
    ])
  })

  it('leaves out what pg_dump --clean takes apart first, and nothing that comes later', () => {
    const text = `SET row_security = off;
DROP POLICY mine ON public.orders;
ALTER TABLE public.orders ALTER COLUMN id DROP DEFAULT;
ALTER TABLE ONLY public.orders DROP CONSTRAINT orders_pkey;
DROP SCHEMA public;
CREATE SCHEMA public;
CREATE TABLE public.orders (id integer);
ALTER TABLE ONLY public.orders ADD CONSTRAINT orders_pkey PRIMARY KEY (id);
`
    const bytes = Buffer.from(text)
    expect(scan(text).leftOut.map(({ from, to }) => bytes.subarray(from, to).toString())).toEqual(
      text.split('\n').slice(1, 6),
    )
  })

  it('finds the same wherever its pieces are cut', () => {
    const whole = scan(dump, 1_000_000)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), (size) => {
        expect(scan(dump, size)).toEqual(whole)
      }),
      { numRuns: 40 },
    )
  })

  it.each([
    ['a shell', '\\! rm -rf /', 'gives psql the command \\!'],
    ['a shell behind a statement', 'SELECT 1 \\! id', 'gives psql the command \\!'],
    ['another connection', '\\connect other', 'gives psql the command \\connect'],
    ['a copy by psql', '\\copy t to program', 'gives psql the command \\copy'],
    ['a file of psql', '\\i /etc/passwd', 'gives psql the command \\i'],
    ['output of psql', '\\o |sh', 'gives psql the command \\o'],
    ['a statement that psql makes', "SELECT 'x' \\gexec", 'gives psql the command \\gexec'],
    ['a lock with more behind it', '\\restrict abc \\! id', 'gives psql the command \\restrict'],
    ['a program of the server', "COPY t TO PROGRAM 'sh';", 'runs a program of the server (COPY … PROGRAM)'],
    [
      'one that feeds a table',
      "copy t\n(a, b)\nfrom  program 'sh';",
      'runs a program of the server (COPY … PROGRAM)',
    ],
    [
      'a query into a program',
      "COPY (SELECT 'from stdin') TO PROGRAM 'sh';",
      'runs a program of the server (COPY … PROGRAM)',
    ],
    ['a file of the server', "COPY t FROM '/etc/passwd';", 'reads a file of the server (COPY … FROM)'],
    ['a file that is written', "COPY t TO '/tmp/x';", 'writes data out (COPY … TO)'],
    ['a dropped role', 'DROP ROLE IF EXISTS postgres;', 'makes, changes or drops a role'],
    ['a superuser', 'CREATE USER eve SUPERUSER;', 'makes, changes or drops a role'],
    [
      'a role, hidden by comments',
      '/* a /* b */ c */ alter -- x\n role postgres superuser;',
      'makes, changes or drops a role',
    ],
    ['settings', 'ALTER SYSTEM SET archive_command = $$x$$;', 'changes the settings of the server'],
    ['a library', "LOAD 'evil';", 'loads a library into the server'],
    ['a file as a large object', "SELECT lo_import('/etc/passwd');", 'calls lo_import()'],
    ['a file that is read', "select * from pg_catalog.pg_read_file ('x');", 'calls pg_read_file()'],
    ['another server', "SELECT dblink_connect('host=x');", 'calls dblink_connect()'],
    ['another role', 'SET ROLE postgres;', 'takes on another role'],
    ['the catalogue', 'UPDATE pg_authid SET rolsuper = true;', 'writes to the catalogue'],
    [
      'C',
      "CREATE FUNCTION f() RETURNS int LANGUAGE 'c' AS 'lib', 'f';",
      'makes a function in c, which has the rights of the server',
    ],
    [
      'Python',
      'CREATE FUNCTION f() RETURNS int LANGUAGE plpython3u AS $$x$$;',
      'makes a function in plpython3u, which has the rights of the server',
    ],
    ['a language', 'CREATE LANGUAGE plperlu;', 'adds a language to the server'],
    [
      'a block',
      'DO $x$ begin copy t to program $y$sh$y$; end $x$;',
      'runs a block that reaches beyond the database',
    ],
    ['backslashes that count', 'SET standard_conforming_strings = off;', 'changes how texts are read'],
    ['the same in quotes', "SET standard_conforming_strings TO 'off';", 'changes how texts are read'],
    [
      'an encoding that hides',
      "SET client_encoding = 'SJIS';",
      'is written in SJIS, in which a text can hide commands (dump it with --encoding=UTF8)',
    ],
  ])('refuses %s, with its line', (_what, hostile, why) => {
    expect(refusal(`SELECT 1;\n\n${hostile}\n`)).toEqual({
      line: hostile.startsWith('/*') ? 3 : 3,
      why,
    })
  })

  it.each([
    ['after a text with escapes', "SELECT E'\\'', 1;\n\\! id", 2],
    ['after a text with escapes that goes on', "SELECT E'a''b\\'c';\n\\! id", 2],
    ['after one that goes on in the next line', "SELECT E'a'\n  'b\\'c';\n\\! id", 3],
    ['after a text that only looks escaped', "SELECT 'a\\';\n\\! id", 2],
    ['after a name with quotes', `SELECT "a'b""c";\n\\! id`, 2],
    ['after a name with dollars', 'SELECT a$$ FROM t;\n\\! id', 2],
    ['after a dollar quote with a dollar', 'SELECT $a$ $b$ $a $$ $a$;\n\\! id', 2],
    ['after a parameter', 'SELECT $1;\n\\! id', 2],
    ['after copied lines', "COPY t FROM stdin;\n'\n\\.\n\\! id", 4],
    ['after copied lines that only seem to end', 'COPY t FROM stdin;\n \\.\n\\.x\n\\.\n\\! id', 5],
    ['inside a statement', 'SELECT (1\n\\! id\n);', 2],
    [
      'in a body that is no text',
      'CREATE FUNCTION f() BEGIN ATOMIC COPY t FROM stdin;\n\\! id\n\\.\nEND;',
      2,
    ],
  ])('finds a command %s', (_where, text, line) => {
    expect(refusal(`${text}\n`)).toEqual({ line, why: 'gives psql the command \\!' })
  })

  it.each([
    ['in a text', "INSERT INTO t VALUES ('\n\\! id');"],
    ['in a dollar quote', 'CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $f$\n\\! id\n$f$;'],
    ['in a comment', '-- \\! id\n/* \\! id */ SELECT 1;'],
    ['in copied lines', 'COPY t FROM stdin;\n\\! id\n\\.\n'],
    ['in a name', 'SELECT "\\! id";'],
  ])('lets it pass where it is none: %s', (_where, text) => {
    expect(refusal(`${text}\n`)).toBeNull()
  })

  it('says on which line what is cut off begins', () => {
    expect(scan('SELECT 1;\nCOPY t FROM stdin;\n1\n2\n').openSince).toBe(2)
    expect(scan("SELECT 1;\n\nINSERT INTO t VALUES ('a").openSince).toBe(3)
    expect(scan('SELECT 1;\n-- PostgreSQL database dump complete\n').hasEndMark).toBe(true)
    expect(scan('-- PostgreSQL database dump complete\nSELECT 1;\n').hasEndMark).toBe(false)
  })

  it('never throws, whatever it is fed', () => {
    const piece = fc.constantFrom(
      "'",
      '"',
      '$$',
      '$a$',
      '\\',
      ';',
      '--',
      '/*',
      '*/',
      '\n',
      'COPY t FROM stdin;',
      '\\.',
      "E'",
      'BEGIN',
      '(',
      'x',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => void scan(pieces.join(''))),
      { numRuns: 300 },
    )
  })
})

describe('a dump that is made to be looked at for ever', () => {
  const far = '\u2028'

  it.each([
    ['a block of copies', `DO $$ ${'COPY '.repeat(6_400)} $$;\n`.repeat(20)],
    ['one block of many texts', `DO ${`$$ ${'COPY '.repeat(6_000)} $$ `.repeat(90)};\n`],
    ['a policy', `CREATE POLICY a ON b${' TO c'.repeat(6_000)}${far};\n`.repeat(20)],
    ['a grant', `GRANT SELECT ON a${' TO b WITH'.repeat(3_000)}${far};\n`.repeat(5)],
    ['an owner', `ALTER TABLE a${' OWNER TO b'.repeat(2_900)}${far};\n`.repeat(20)],
  ])('is read in time: %s', (_what, text) => {
    const begun = performance.now()
    scan(text, 65_536)
    expect(performance.now() - begun).toBeLessThan(3_000)
  })

  it('is refused where one of many copies in a block reaches out', () => {
    expect(refusal(`DO $$ ${'COPY '.repeat(100)} x TO '/tmp/y' $$;`)?.why).toMatch(/block that reaches/)
    expect(refusal(`DO $$ begin perform 1 from x; raise notice 'COPY'; end $$;`)).toBeNull()
  })
})
