// Who may know whom, one sentence per rule (docs/architecture.md). A planted violation of every rule is
// caught by scripts/architecture/boundaries.live.test.ts.

/** Rooms of lib in their order: each may know the ones before it, never one behind it. */
const ROOMS = `
  format charts db backups audit auth secrets egress outbox mail jobs systems probes archives scratch
  fingerprints samples checks evidence findings changes capacity tasks drills verifications alerts facts
  checklists assessments red-flags score incidents reviews reports walkthroughs playbook trials one-shot
  overview trends fleet today engine
`
  .trim()
  .split(/\s+/)

/**
 * Rooms of components, lowest first: each may know those of the layers before its own. ui has no domain words and
 * charts draws what it is given; a room of one subject never knows a page that collects several.
 */
const COMPONENT_LAYERS = [
  ['ui'],
  ['charts', 'shell', 'jobs'],
  ['auth', 'checks'],
  ['findings', 'runs', 'evidence'],
  ['systems'],
  ['tasks', 'proofs', 'checklists', 'assessments', 'red-flags', 'score', 'changes', 'capacity', 'mail'],
  ['drills', 'verifications', 'incidents', 'reviews', 'reports', 'trends', 'walkthroughs'],
  ['fleet', 'today', 'trials'],
]

/** Modules of Node that open files or sockets, start processes or threads, wait, or ask the machine. */
const IO_MODULES = [
  'child_process',
  'cluster',
  'dgram',
  'dns',
  'fs',
  'http',
  'http2',
  'https',
  'inspector',
  'net',
  'os',
  'process',
  'readline',
  'repl',
  'sqlite',
  'timers',
  'tls',
  'worker_threads',
]

/** Files of a room that reach the outside world on purpose; all others only decide. */
const REACHES_OUT =
  '^lib/(auth/sign-in|checks/match-pattern|evidence/file-store|egress/|mail/|backups/|db/|secrets/|probes/|archives/|scratch/|one-shot/|engine/)'

/** A package, whether it was resolved or is only named. */
const packages = (...names) => `^(node_modules/)?(${names.join('|')})(/|$)`

const TESTS = '(\\.test\\.tsx?$|^lib/[^/]+/testing/)'

const roomRules = ROOMS.slice(0, -1).map((room, index) => ({
  name: `room-order-${room}`,
  comment: `lib/${room} comes before ${ROOMS.slice(index + 1).join(', ')}: it does not know them.`,
  severity: 'error',
  from: { path: `^lib/${room}/`, pathNot: TESTS },
  to: { path: `^lib/(${ROOMS.slice(index + 1).join('|')})/` },
}))

const componentRules = COMPONENT_LAYERS.flatMap((layer, index) =>
  layer.map((room) => {
    const below = COMPONENT_LAYERS.slice(0, index).flat()
    return {
      name: `component-order-${room}`,
      comment: `components/${room} knows ${below.length > 0 ? `only ${below.join(', ')}` : 'no other room'} of components.`,
      severity: 'error',
      from: { path: `^components/${room}/`, pathNot: TESTS },
      to: { path: '^components/', pathNot: `^components/(${[room, ...below].join('|')})/` },
    }
  }),
)

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Dependencies point one way: no file knows itself through others.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'components-below-app',
      comment: 'app knows components; components do not know app.',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^app/' },
    },
    {
      name: 'lib-below-screens',
      comment: 'lib runs in the worker too: it knows no pages, no components, no documents.',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(app|components|documents)/' },
    },
    {
      name: 'documents-know-views',
      comment:
        'documents turns a finished report into mail and PDF: it knows schemas, views and rules, no screens, stores or services.',
      severity: 'error',
      from: { path: '^documents/', pathNot: TESTS },
      to: {
        path: [
          '^(app|components)/',
          '^lib/.+[/-](store|service)\\.ts$',
          '^lib/(engine|probes|archives|scratch|db|secrets|egress)/',
          '^lib/(env|log|worker)\\.ts$',
          packages('pg', '@prisma/[^/]+', 'next', 'recharts', 'pino'),
        ],
      },
    },
    {
      name: 'lib-without-framework',
      comment: 'lib knows no React and no Next.',
      severity: 'error',
      from: { path: '^lib/' },
      to: {
        path: packages(
          'react',
          'react-dom',
          'next',
          'next-auth',
          'recharts',
          '@tanstack/[^/]+',
          '@react-pdf/[^/]+',
        ),
      },
    },
    {
      name: 'product-without-scripts',
      comment: 'What runs does not know what starts, tests or measures it.',
      severity: 'error',
      from: { path: '^(app|components|documents|lib)/', pathNot: TESTS },
      to: { path: '^(scripts|bench|e2e)/' },
    },
    {
      name: 'charts-are-geometry',
      comment: 'lib/charts turns a TrendSpec into plain data: it knows formats and d3, nothing else.',
      severity: 'error',
      from: { path: '^lib/charts/', pathNot: TESTS },
      to: { pathNot: ['^lib/(charts|format)/', packages('d3-[a-z]+', '@types/d3-[a-z]+')] },
    },
    {
      name: 'doors-call-services',
      comment:
        'Pages, actions and routes call services; they never know a store, the engine, a probe or the database.',
      severity: 'error',
      from: { path: '^(app/|proxy\\.ts$|instrumentation\\.ts$)', pathNot: TESTS },
      to: {
        path: [
          '^lib/.+[/-]store\\.ts$',
          '^lib/(engine|probes|archives|scratch|db)/',
          '^lib/worker\\.ts$',
          packages('pg', '@prisma/[^/]+'),
        ],
      },
    },
    {
      name: 'components-see-views',
      comment:
        'Components know schemas, views and rules; never a service, a store, the engine, a probe or the database.',
      severity: 'error',
      from: { path: '^components/', pathNot: TESTS },
      to: {
        path: [
          '^lib/.+[/-](store|service)\\.ts$',
          '^lib/(engine|probes|archives|scratch|db|secrets|egress/resolve)/?',
          '^lib/(env|log|worker)\\.ts$',
          packages('pg', '@prisma/[^/]+', 'pino'),
        ],
      },
    },
    {
      name: 'components-in-the-browser',
      comment: 'Components run in a browser: they know nothing of Node.',
      severity: 'error',
      from: { path: '^components/', pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only-db-knows-prisma',
      comment: 'Only lib/db knows Prisma.',
      severity: 'error',
      from: { pathNot: '^(lib/db/|prisma\\.config\\.ts$)' },
      to: { path: ['^lib/db/generated/', packages('@prisma/[^/]+')] },
    },
    {
      name: 'rules-without-io',
      comment:
        'Rules get `now` and data and return decisions: no files, no sockets, no processes, no timers.',
      severity: 'error',
      from: { path: '^lib/', pathNot: [TESTS, REACHES_OUT, '^lib/[^/]+\\.ts$'] },
      to: {
        dependencyTypes: ['core'],
        path: `^(node:)?(${IO_MODULES.join('|')})(/|$)`,
      },
    },
    {
      name: 'engine-on-top',
      comment: 'Nobody in lib knows the engine, except the loop that drives it.',
      severity: 'error',
      from: { path: '^lib/', pathNot: ['^lib/(engine/|worker\\.ts$)', TESTS] },
      to: { path: ['^lib/engine/', '^lib/worker\\.ts$'] },
    },
    {
      name: 'root-below-rooms',
      comment: 'The files beside the rooms of lib know no room, except the loop of the worker.',
      severity: 'error',
      from: { path: '^lib/[^/]+\\.ts$', pathNot: [TESTS, '^lib/worker\\.ts$'] },
      to: { path: '^lib/[^/]+/' },
    },
    ...roomRules,
    ...componentRules,
  ],
  options: {
    // TypeScript 7 has no parser for others: with any other choice nothing would be seen at all.
    parser: 'swc',
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['node_modules', '^lib/db/generated'] },
    exclude: { path: '^(\\.next|\\.build|data)' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mts', '.mjs', '.js', '.cjs', '.json'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
}
