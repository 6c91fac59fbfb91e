// Who may import whom. tests/architecture shows that each of these rules stops what it forbids.
const LIB = '^src/lib/';
const layer = (name) => `${LIB}${name}/`;
const TEST = '\\.test\\.ts$';
const PACKAGES_OF_CORE = ['yjs', 'lib0', 'valibot'].map((name) => `(^|/)node_modules/${name}/`);

/** @param {string} name @param {string} comment @param {object} from @param {object} to */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		rule('no-cycles', 'Two files that need each other are one, or lack a third.', {}, { circular: true }),
		rule(
			'no-unresolved-imports',
			'Every import leads somewhere.',
			{},
			{
				couldNotResolve: true,
				pathNot: '^(\\$app/|\\$env/|\\$service-worker|virtual:|\\./\\$types)'
			}
		),
		rule(
			'core-is-the-bottom',
			'Core stands on Yjs and valibot alone.',
			{ path: layer('core'), pathNot: TEST },
			{
				pathNot: [layer('core'), ...PACKAGES_OF_CORE]
			}
		),
		rule(
			'domain-knows-only-core',
			'A module is pure: core, itself, Yjs, valibot.',
			{ path: `${layer('domain')}([^/]+)/`, pathNot: TEST },
			{
				pathNot: [layer('core'), `${layer('domain')}$1/`, ...PACKAGES_OF_CORE]
			}
		),
		rule(
			'domain-through-its-front-door',
			'A module is entered by its index.',
			{ pathNot: `${layer('domain')}([^/]+)/` },
			{
				path: `${layer('domain')}[^/]+/`,
				pathNot: '/index\\.ts$'
			}
		),
		rule(
			'the-module-list-knows-only-modules',
			'What puts the modules together stands on them alone.',
			{ path: `${layer('domain')}[^/]+\\.ts$` },
			{
				pathNot: [layer('core'), layer('domain')]
			}
		),
		rule(
			'ui-knows-no-domain',
			'The design system serves every module.',
			{ path: layer('ui') },
			{
				path: [layer('domain'), layer('offline'), layer('server'), '^src/routes/', '^sync/']
			}
		),
		rule(
			'offline-runs-in-the-browser',
			'The device has no server.',
			{ path: layer('offline') },
			{
				path: [layer('server'), layer('ui'), '^src/routes/', '^sync/', '^node:']
			}
		),
		rule(
			'offline-knows-no-single-module',
			'The device carries every module alike.',
			{ path: layer('offline') },
			{
				path: `${layer('domain')}[^/]+/`
			}
		),
		rule(
			'server-is-plain-node',
			'The server runs without the pages.',
			{ path: layer('server') },
			{
				path: [
					layer('offline'),
					layer('ui'),
					'^src/routes/',
					'^sync/',
					'^\\$app',
					'^\\$env',
					'(^|/)node_modules/(svelte|@sveltejs)/'
				]
			}
		),
		rule(
			'sync-shares-only-domain-and-server',
			'Sync runs without the pages.',
			{ path: '^sync/' },
			{
				path: [layer('offline'), layer('ui'), '^src/routes/', '(^|/)node_modules/(svelte|@sveltejs)/']
			}
		),
		rule('app-never-imports-sync', 'Sync is put on top, by start.ts.', { path: '^src/' }, { path: '^sync/' }),
		rule('nothing-imports-tests', 'Tests stand outside.', { path: '^(src|sync)/', pathNot: TEST }, { path: '^tests/' }),
		rule(
			'pages-stay-in-their-area',
			'Areas share through lib.',
			{ path: '^src/routes/\\(app\\)/([^/]+)/' },
			{
				path: '^src/routes/\\(app\\)/[^/]+/',
				pathNot: '^src/routes/\\(app\\)/$1/'
			}
		),
		rule(
			'pages-do-not-touch-the-crdt',
			'Pages ask the device.',
			{ path: ['^src/routes/', layer('ui')] },
			{
				path: '(^|/)node_modules/(yjs|y-indexeddb|y-protocols|@hocuspocus|idb)/'
			}
		),
		rule(
			'pages-do-not-import-server',
			'Pages run in the browser.',
			{ path: '^src/routes/' },
			{ path: layer('server') }
		),
		rule(
			'only-auth-imports-lucia',
			'Sessions can be replaced in a day.',
			{ pathNot: layer('server/auth') },
			{
				path: '(^|/)node_modules/lucia/'
			}
		),
		rule(
			'only-pictures-import-sharp',
			'Pictures are decoded in one place.',
			{ path: '^(src|sync)/', pathNot: [layer('server/files'), TEST] },
			{
				path: '(^|/)node_modules/sharp/'
			}
		)
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '^(\\.svelte-kit|build)/' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.node.json' },
		extraExtensionsToScan: ['.svelte'],
		enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['svelte', 'import', 'node', 'default'] }
	}
};
