/**
 * The arrows of the house (ARCHITECTURE.md). A fixture that breaks them lives in
 * `lib/domain/import-rules.fixture.ts`; `npm run rules` fails when it is *not* reported.
 */
const arrow = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: `^${from}/`, pathNot: '(\\.test\\.tsx?$|/testing/)' },
  to: { path: '^(app|components|lib|prisma|scripts|e2e)/', pathNot: to.map((folder) => `^${folder}`) },
});

/** @type {import('dependency-cruiser').IConfiguration} */
const rules = {
  forbidden: [
    arrow('domain-is-pure', 'lib/domain', ['lib/domain/'], 'The domain imports itself only.'),
    {
      name: 'domain-knows-no-framework',
      severity: 'error',
      comment: 'Small pure libraries alone: a diff, a search for words with errors, and time zones.',
      from: { path: '^lib/domain/', pathNot: '\\.test\\.tsx?$' },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-peer', 'core'],
        pathNot: 'node_modules/(@sanity/diff-match-patch|approx-string-match|temporal-polyfill)/',
      },
    },
    {
      name: 'domain-text-is-the-bottom',
      severity: 'error',
      from: { path: '^lib/domain/text/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^lib/domain/(?!text/)' },
    },
    arrow('dom-knows-the-domain', 'lib/dom', ['lib/dom/', 'lib/domain/'], 'Range ↔ span, nothing else.'),
    arrow(
      'contract-knows-the-domain',
      'lib/contract',
      ['lib/contract/', 'lib/domain/'],
      'Schemas and types of the one door.',
    ),
    arrow(
      'richtext-knows-the-domain',
      'lib/richtext',
      ['lib/richtext/', 'lib/domain/'],
      'Shared by editor and server: no React.',
    ),
    arrow(
      'markdown-knows-the-domain',
      'lib/markdown',
      ['lib/markdown/', 'lib/domain/'],
      'Markdown to blocks, without a database.',
    ),
    arrow(
      'client-knows-the-contract',
      'lib/client',
      ['lib/client/', 'lib/domain/', 'lib/contract/', 'lib/richtext/(body|same-body|merge-bodies)[.]'],
      'What runs in a browser. Of bodies only what compares and joins them: no editor.',
    ),
    {
      name: 'client-takes-types-from-the-contract',
      severity: 'error',
      comment: 'No schema reaches the browser: zod would cost more than the reader itself.',
      from: { path: '^(lib/client|components)/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^lib/contract/', dependencyTypesNot: ['type-only'] },
    },
    arrow(
      'components-know-no-server',
      'components',
      ['components/', 'lib/domain/', 'lib/dom/', 'lib/client/', 'lib/contract/', 'lib/richtext/'],
      'Pages hand them data.',
    ),
    arrow(
      'server-knows-no-browser',
      'lib/server',
      [
        'lib/server/',
        'lib/domain/',
        'lib/contract/',
        'lib/markdown/',
        'lib/richtext/',
        'lib/opencc',
        'prisma/generated/',
      ],
      'The server draws nothing.',
    ),
    arrow(
      'routes-go-through-the-server',
      'app',
      ['app/', 'components/', 'lib/'],
      'Pages and routes reach the database through lib/server only.',
    ),
    {
      name: 'only-the-server-knows-prisma',
      severity: 'error',
      from: { path: '^(app|components|lib|e2e)/', pathNot: '^lib/server/' },
      to: { path: '^prisma/|node_modules/(@prisma|prisma|pg)/' },
    },
    {
      name: 'tests-stay-out',
      severity: 'error',
      from: { path: '^(app|components|lib|scripts)/', pathNot: '(\\.test\\.tsx?$|/testing/)' },
      to: { path: '(\\.test\\.tsx?$|/testing/|^e2e/|^prisma/cast)' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: { pathNot: '^prisma/generated/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'nothing-missing', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|prisma/generated/internal|\\.data)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};

export default rules;
