// Who may import whom. tests/architecture shows that each of these rules stops what it forbids.
const P = '^src/platform/';
const M = '^src/modules/';
const part = (...names) => `${P}(${names.join('|')})/`;
const half = (name) => `${M}[^/]+/${name}/`;
const TEST = '\\.test\\.ts$';
const PURE = ['core', 'swedish', 'carrying', 'paper'];
const PACKAGES_OF_PURE = ['yjs', 'lib0', 'valibot'].map((name) => `(^|/)node_modules/${name}/`);
const IN_BROWSER = [
	part('device', 'ui', 'pages', 'words'),
	half('device'),
	half('pages'),
	half('words'),
	`${M}[^/]+/module\\.pages\\.ts$`
];
const ON_SERVER = [part('server'), half('server'), `${M}[^/]+/module\\.server\\.ts$`];

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
			{ couldNotResolve: true, pathNot: '^(\\$app/|\\$env/|\\$service-worker|virtual:|\\./\\$types)' }
		),
		rule(
			'core-is-the-bottom',
			'What is pure in the platform stands on Yjs and valibot alone.',
			{ path: part(...PURE), pathNot: TEST },
			{ pathNot: [part(...PURE), ...PACKAGES_OF_PURE] }
		),
		rule(
			'the-platform-knows-no-module',
			'Modules hand in what is theirs: see the three halves of the contract.',
			{ path: [P, '^sync/'], pathNot: [TEST, '^sync/main\\.ts$'] },
			{ path: [M, '^src/(app|routes)/'] }
		),
		rule(
			'a-module-knows-the-platform',
			'No module needs another: what two share belongs to the platform.',
			{ path: `${M}([^/]+)/`, pathNot: TEST },
			{ path: [M, '^src/(app|routes)/', '^sync/'], pathNot: `${M}$1/` }
		),
		rule(
			'a-module-has-three-doors',
			'The application enters a module by module.ts, module.server.ts and module.pages.ts.',
			{ path: '^src/app/' },
			{ path: M, pathNot: `${M}[^/]+/module(\\.server|\\.pages)?\\.ts$` }
		),
		rule(
			'an-address-shows-a-page',
			'Routes are addresses: each shows one component of some pages folder.',
			{ path: '^src/routes/', pathNot: TEST },
			{
				path: [P, M, '^sync/'],
				pathNot: [part('pages', 'words', 'ui'), half('pages'), `${P}device/service-worker\\.svelte\\.ts$`]
			}
		),
		rule(
			'domain-is-pure',
			'The domain of a module stands on what is pure in the platform, Yjs and valibot.',
			{ path: [half('domain'), `${M}[^/]+/module\\.ts$`], pathNot: TEST },
			{ pathNot: [part(...PURE), half('domain'), ...PACKAGES_OF_PURE] }
		),
		rule(
			'ui-knows-nobody',
			'The design system serves every module.',
			{ path: part('ui'), pathNot: [TEST, `${P}ui/gallery/`] },
			{ path: [M, part('device', 'server', 'pages', 'words', 'carrying', 'paper'), '^src/(app|routes)/', '^sync/'] }
		),
		rule(
			'device-runs-in-the-browser',
			'The device has no server, and no page.',
			{ path: [part('device'), half('device')], pathNot: TEST },
			{ path: [...ON_SERVER, part('ui', 'pages'), half('pages'), '^src/(app|routes)/', '^sync/', '^node:'] }
		),
		rule(
			'pages-run-in-the-browser',
			'Pages ask the device.',
			{ path: [part('pages', 'words'), half('pages'), half('words'), '^src/routes/'], pathNot: TEST },
			{ path: [...ON_SERVER, '^sync/', '^node:'] }
		),
		rule(
			'pages-do-not-touch-the-crdt',
			'Pages ask the device.',
			{ path: [part('pages', 'ui'), half('pages'), '^src/routes/'], pathNot: TEST },
			{ path: '(^|/)node_modules/(yjs|y-indexeddb|y-protocols|@hocuspocus|idb)/' }
		),
		rule(
			'server-is-plain-node',
			'The server runs without the pages.',
			{ path: ON_SERVER, pathNot: TEST },
			{
				path: [
					part('device', 'ui', 'pages'),
					half('device'),
					half('pages'),
					'^src/(app|routes)/',
					'^sync/',
					'^\\$app',
					'^\\$env',
					'(^|/)node_modules/(svelte|@sveltejs)/'
				]
			}
		),
		rule(
			'sync-runs-without-pages',
			'Sync shares what is pure, and the server, with the rest.',
			{ path: '^sync/' },
			{ path: [...IN_BROWSER, '(^|/)node_modules/(svelte|@sveltejs)/'] }
		),
		rule(
			'only-the-application-imports-sync',
			'Sync is put together with the modules in src/app.',
			{ path: '^src/', pathNot: ['^src/app/', TEST] },
			{ path: '^sync/' }
		),
		rule('nothing-imports-tests', 'Tests stand outside.', { path: '^(src|sync)/', pathNot: TEST }, { path: '^tests/' }),
		rule(
			'only-auth-imports-lucia',
			'Sessions can be replaced in a day.',
			{ pathNot: `${P}server/auth/` },
			{ path: '(^|/)node_modules/lucia/' }
		),
		rule(
			'only-pictures-import-sharp',
			'Pictures are decoded in one place.',
			{ path: '^(src|sync)/', pathNot: [`${P}server/files/`, TEST] },
			{ path: '(^|/)node_modules/sharp/' }
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
