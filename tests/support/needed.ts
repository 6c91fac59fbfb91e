import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';

/** What Debian's packages bring that the tests need: the file that shows it is there, and the package. */
const NEEDED = [
	{ what: 'Chromium', package: 'chromium-headless-shell', found: () => chromiumPath() !== undefined },
	{
		what: 'PostgreSQL 15 or later',
		package: 'postgresql',
		found: () => globSync('/usr/lib/postgresql/*/bin/initdb').length > 0
	}
];

/** Where Chromium is: its shell without windows first, which does the same on four fifths of the time. */
export function chromiumPath(): string | undefined {
	const candidates = [
		process.env['CHROMIUM_PATH'],
		'/usr/bin/chromium-headless-shell',
		'/usr/bin/chromium',
		'/usr/bin/chromium-browser',
		'/usr/bin/google-chrome'
	];
	return candidates.find((path) => path !== undefined && existsSync(path));
}

/** Installs what is missing, as root; says in one line what to install otherwise. Never skips. */
export function provide(): void {
	const missing = NEEDED.filter(({ found }) => !found());
	if (missing.length === 0) return;
	const packages = missing.map((needed) => needed.package);
	if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
		console.log(`Installing ${missing.map(({ what }) => what).join(' and ')}`);
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
		spawnSync('apt-get', ['install', '-y', '-qq', ...packages], { stdio: ['ignore', 'ignore', 'inherit'], env });
	}
	const left = missing.filter(({ found }) => !found());
	if (left.length === 0) return;
	console.log(`The tests need ${left.map(({ what }) => what).join(' and ')}: apt-get install ${packages.join(' ')}`);
	process.exit(1);
}
