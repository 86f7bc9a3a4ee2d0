// Who may import whom in src/. Imports go in one direction: interfaces -> registry -> ports -> nothing.

const ports = '(documents|objects|cache|outgoing)'
// What a port shows to the registry; the folders in it are its adapters, and what several of them share.
const portInterfaces = `^src/${ports}/[^/]+\\.ts$`

/** A rule: modules of `from` import nothing of src/ but what `allowed` matches. */
function only(name, comment, from, allowed) {
  return { name, comment, severity: 'error', from: { path: from }, to: { path: '^src/', pathNot: allowed } }
}

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Modules that need each other are one concept, or hide a third one.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'A rule sees only what can be resolved.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-tests',
      comment: 'The program needs nothing of its tests.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|bench)/' },
    },
    {
      name: 'no-dev-dependencies',
      comment: 'What runs is installed as a dependency; types alone may come from a development dependency.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'unknown'], dependencyTypesNot: ['type-only'] },
    },

    only(
      'leaves',
      'What several rooms use, and needs none of them.',
      '^src/(json|redact|host|link-schemes|make-folder|keyed-mutex|process-owner|sealer|setting-key|slug|utf8)\\.ts$',
      [],
    ),
    only('config', 'Settings are read before anything else exists.', '^src/config/', [
      '^src/config/',
      '^src/(json|redact|host|link-schemes|setting-key|slug|utf8)\\.ts$',
    ]),
    only('http-client-is-a-leaf', 'Adapters speak HTTP with it; it needs nobody.', '^src/http-client\\.ts$', []),
    only('ports', 'A port knows nobody, not even another port.', `^src/${ports}/`, [
      '^src/$1/',
      '^src/(json|redact|http-client|make-folder|keyed-mutex|process-owner)\\.ts$',
    ]),
    {
      name: 'adapters',
      comment: 'An adapter knows its port, and no other adapter of it.',
      severity: 'error',
      from: { path: `^src/${ports}/([^/]+)/` },
      to: { path: '^src/$1/[^/]+/', pathNot: '^src/$1/($2|remote)/' },
    },
    only('registry', 'The domain knows the interfaces of the ports, no adapter, no transport.', '^src/registry/', [
      '^src/registry/',
      portInterfaces,
      '^src/(json|redact|keyed-mutex|process-owner|sealer|setting-key|slug|utf8)\\.ts$',
    ]),
    only(
      'remote',
      'Remote doctypes are a domain: they know permissions and the interfaces of ports, no transport.',
      '^src/remote/',
      ['^src/(remote|instances/permissions)/', portInterfaces, '^src/(json|sealer|setting-key|utf8)\\.ts$'],
    ),
    only(
      'instances',
      'Instances are a domain beside the registry, and share its feeds, pages and refusals.',
      '^src/instances/',
      [
        '^src/instances/',
        portInterfaces,
        '^src/registry/(change-feed|cursors|describe-invalid|errors|retry-on-conflict|shortened)\\.ts$',
        '^src/(json|host|sealer)\\.ts$',
      ],
    ),
    only('folders', 'Folders of instances are a domain: they know instances, no transport.', '^src/folders/', [
      '^src/(folders|instances)/',
      portInterfaces,
      '^src/registry/retry-on-conflict\\.ts$',
      '^src/(json|keyed-mutex)\\.ts$',
    ]),
    only(
      'installed-apps',
      'Installed applications are a domain: they know instances, the registry that they come from, and the interfaces of ports.',
      '^src/installed-apps/',
      ['^src/(installed-apps|instances|registry)/', portInterfaces, '^src/(json|keyed-mutex|setting-key|utf8)\\.ts$'],
    ),
    only('stack', 'The routes of cozy-stack know the domains of instances.', '^src/stack/', [
      '^src/(stack|instances|installed-apps|folders|remote|http-semantics|registry)/',
      '^src/(json|redact)\\.ts$',
    ]),
    only('graphql', 'An interface knows the domain, not its ports.', '^src/graphql/', [
      '^src/(graphql|http-semantics|instances|installed-apps|remote|registry)/',
      '^src/(json|redact|setting-key|utf8)\\.ts$',
    ]),
    only(
      'http-semantics',
      'The semantics of HTTP, for all interfaces; it imports none of them.',
      '^src/http-semantics/',
      ['^src/(http-semantics|registry)/', '^src/utf8\\.ts$'],
    ),
    only('wire-format', 'JSON of REST and of commands, from and to the schema.', '^src/wire-format/', [
      '^src/(wire-format|graphql|registry)/',
      '^src/json\\.ts$',
    ]),
    only('rest', 'REST asks through GraphQL.', '^src/rest/', [
      '^src/(rest|wire-format|graphql|http-semantics|registry)/',
      '^src/(json|redact|host|link-schemes)\\.ts$',
    ]),
    only('http', 'The HTTP server composes GraphQL and REST.', '^src/http/', [
      '^src/(http|rest|stack|graphql|http-semantics|instances|installed-apps|remote|folders|registry|config)/',
      '^src/(json|redact|host)\\.ts$',
    ]),
    only('operator', 'What an operator does in this process, asked through GraphQL.', '^src/operator/', [
      '^src/(operator|graphql|registry|config)/',
      '^src/(json|redact)\\.ts$',
    ]),
    only('cli', 'Commands ask through GraphQL, and print JSON as REST does; `serve` starts a gateway.', '^src/cli/', [
      '^src/(cli|operator|wire-format|graphql|registry|config)/',
      '^src/(gateway|json|process-owner|redact|utf8)\\.ts$',
    ]),
    only(
      'quickstart',
      'The first start configures and starts a gateway, and does there what commands do.',
      '^src/quickstart/',
      [
        '^src/(quickstart|operator|graphql|registry|config)/',
        '^src/(gateway|json|redact|make-folder|node-version)\\.ts$',
      ],
    ),
    only('main', 'The executable hands over to the command line.', '^src/main\\.ts$', [
      '^src/(cli|config)/',
      '^src/(gateway|node-version)\\.ts$',
    ]),
    {
      name: 'composition-root',
      comment: 'The gateway puts the parts together; it does not know who starts it.',
      severity: 'error',
      from: { path: '^src/gateway\\.ts$' },
      to: { path: '^src/(main\\.ts$|(cli|quickstart)/)' },
    },

    {
      name: 'registry-without-transport',
      comment: 'The domain speaks no HTTP, no GraphQL and no language of a database.',
      severity: 'error',
      from: { path: '^src/(registry|instances|installed-apps)/' },
      to: {
        path: [
          '^(node:)?(https?|http2|net|tls|sqlite)$',
          'node_modules/(@?koa|@?graphql|ioredis|minio|@photostructure)[^/]*/',
        ],
      },
    },
    {
      name: 'drivers-in-their-adapters',
      comment: 'An engine can be exchanged where one folder knows it.',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/${ports}/` },
      to: { path: ['^(node:)?sqlite$', 'node_modules/(ioredis|minio|@photostructure)/'] },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    // Imports of types are held to the rules too.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
    doNotFollow: { path: 'node_modules' },
  },
}
