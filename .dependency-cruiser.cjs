// The walls of the house (ARCHITECTURE.md). tsc holds what a room's `lib` and `types` can hold; the rest is here.

const PROCESS_ROOMS = ['audio', 'main', 'preload', 'renderer', 'relay', 'buildpanel'];
const ELECTRON = '^(node_modules/)?electron(/|$)';

/** Packages that each have one file in a room, so that a change of vendor touches one place. */
const ONE_FILE_EACH = [
  '@alexanderolsen/libsamplerate-js',
  '@echogarden/fvad-wasm',
  '@evan/opus',
  '@fastify/multipart',
  '@point-of-sale/receipt-printer-encoder',
  'cockatiel',
  'electron-store',
  'libsql',
  'mpg123-decoder',
  'naudiodon',
  'pg',
  'prom-client',
  'wavefile',
];

/** Where sockets are opened: a room's listener and its dialler. Elsewhere only the types of ws are used. */
const SOCKET_FILES = [
  '^src/main/voice/uplink/socket\\.ts$',
  '^src/relay/stations/upgrade\\.ts$',
  '^src/relay/upstream/socket-stream\\.ts$',
  '^src/buildpanel/',
];

const oneFileRules = PROCESS_ROOMS.flatMap((room) =>
  ONE_FILE_EACH.map((name) => ({
    name: `one-file-for-${name}-in-${room}`,
    comment: 'A vendor or native package has one file in a room; the others use that file.',
    severity: 'error',
    from: { path: `^src/${room}/` },
    module: { path: `^node_modules/${name}/`, numberOfDependentsMoreThan: 1 },
  })),
);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'shared-is-pure',
      comment: 'src/shared runs everywhere: no Node, no DOM, no Electron, no package but zod.',
      severity: 'error',
      from: { path: '^src/shared/' },
      to: { pathNot: ['^src/shared/', '^node_modules/zod/'] },
    },
    {
      name: 'rooms-meet-in-shared',
      comment: 'Process rooms never import each other.',
      severity: 'error',
      from: { path: `^src/(${PROCESS_ROOMS.join('|')})/` },
      to: { path: '^src/', pathNot: ['^src/shared/', '^src/$1/'] },
    },
    {
      name: 'src-knows-no-tests',
      comment: 'Nothing in src knows that it is under test or how it is started.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|scripts)/' },
    },
    {
      name: 'preload-holds-no-logic',
      comment: 'At run time the preload takes the channel names only: the schemas weigh 179 kB.',
      severity: 'error',
      from: { path: '^src/preload/' },
      to: {
        path: '^src/shared/',
        pathNot: '^src/shared/ipc/(kitchen-)?channels\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'ipc-is-for-the-desktop-app',
      comment: 'The servers and the audio host have no window to talk to.',
      severity: 'error',
      from: { path: '^src/(relay|buildpanel|audio)/' },
      to: { path: '^src/shared/ipc/' },
    },
    {
      name: 'voice-runs-without-electron',
      comment:
        'main/voice is tried by the thousand without a window, so nothing it reaches may need Electron.',
      severity: 'error',
      from: { path: '^src/main/voice/' },
      to: { path: ELECTRON, reachable: true },
    },
    {
      name: 'electron-stays-in-main-and-preload',
      comment: 'The audio host may use its types.',
      severity: 'error',
      from: { path: '^src/(audio|renderer|relay|buildpanel)/' },
      to: { path: ELECTRON, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'parts-do-not-import-siblings',
      comment:
        'A part declares the port it needs; the composition root of the room connects the parts.',
      severity: 'error',
      from: { path: '^src/(audio|main|relay|buildpanel)/([^/]+)/' },
      to: { path: '^src/$1/[^/]+/', pathNot: '^src/$1/$2/' },
    },
    {
      name: 'features-do-not-import-features',
      comment:
        'A screen feature uses ui/, state/ and words/, which all features share, but not another feature.',
      severity: 'error',
      from: { path: '^src/renderer/([^/]+)/' },
      to: { path: '^src/renderer/[^/]+/', pathNot: '^src/renderer/($1|ui|state|words)/' },
    },
    {
      name: 'nobody-imports-a-composition-root',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^src/(audio|main|preload|relay|buildpanel)/(index|main)\\.ts$' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nothing uses and that uses nothing.',
      severity: 'error',
      from: { orphan: true, pathNot: ['/(index|main)\\.tsx?$', '\\.d\\.ts$'] },
      to: {},
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-undeclared-packages',
      comment: 'A package that is there only because another one needs it may go any day.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-dev-packages-at-run-time',
      comment:
        'A release has no devDependencies; electron-vite bundles those of renderer and preload and electron-store.',
      severity: 'error',
      from: { path: '^src/(audio|main|relay|buildpanel|shared)/' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: [ELECTRON, '^node_modules/electron-store/'],
      },
    },
    {
      name: 'sockets-have-few-homes',
      severity: 'error',
      from: { path: '^src/', pathNot: SOCKET_FILES },
      to: { path: '^node_modules/ws/', dependencyTypesNot: ['type-only'] },
    },
    ...oneFileRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    exoticRequireStrings: ['nodeRequire'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
