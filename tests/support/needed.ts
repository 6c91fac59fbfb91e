import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';

export const FIREFOX = '/usr/bin/firefox-esr';
export const WEBKIT_DRIVER = '/usr/bin/WebKitWebDriver';
/** The small browser that comes with WebKitGTK. */
export const webkitPath = (): string | undefined => globSync('/usr/lib/*/webkit2gtk-4.*/MiniBrowser').at(-1);

/** Something that the tests need: the file that shows it is there, and Debian's packages that bring it. */
interface Needed {
	what: string;
	packages: readonly string[];
	found(): boolean;
}

/** What every run needs. */
export const NEEDED: readonly Needed[] = [
	{ what: 'Chromium', packages: ['chromium-headless-shell'], found: () => chromiumPath() !== undefined },
	{
		what: 'PostgreSQL 15 or later',
		packages: ['postgresql'],
		found: () => globSync('/usr/lib/postgresql/*/bin/initdb').length > 0
	}
];

/** What the runs in other engines need beside that. */
export const ENGINES: readonly Needed[] = [
	{ what: 'Firefox', packages: ['firefox-esr'], found: () => existsSync(FIREFOX) },
	{
		what: 'WebKitGTK',
		packages: ['webkit2gtk-driver', 'xvfb', 'xauth'],
		found: () => existsSync(WEBKIT_DRIVER) && webkitPath() !== undefined && existsSync('/usr/bin/xvfb-run')
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
export function provide(needed: readonly Needed[]): void {
	const missing = needed.filter(({ found }) => !found());
	if (missing.length === 0) return;
	const packages = missing.flatMap(({ packages: each }) => each);
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
