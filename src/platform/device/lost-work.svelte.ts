import { memberDatabase } from './storage.ts';

const MARKER = /^unsent-([\w-]+)=(\d+)$/;
const LOST = 'lost-changes';
const KEPT = 400 * 24 * 60 * 60; // seconds: the longest that browsers keep a cookie

/**
 * What was never sent from this device, and is not on it any more. Browsers that need room clear everything that an app
 * stores, but for its cookies: so a cookie tells how much waits here.
 */
export class LostWork {
	#changes = $state(0);

	/** How many changes are gone that nobody has been told of. */
	get changes(): number {
		return this.#changes;
	}

	/** The way to note how many changes of a member wait on this device. */
	markerOf(member: string): (changes: number) => void {
		let before: number | null = null;
		return (changes) => {
			if (before !== changes) writeCookie(`unsent-${member}`, changes);
			before = changes;
		};
	}

	/** Looks whether what is said to wait here still does; to be called before anything is opened. */
	async look(): Promise<void> {
		const markers = cookies().flatMap((cookie) => {
			const [, member = '', changes = '0'] = MARKER.exec(cookie) ?? [];
			return member === '' ? [] : [{ member, changes: Number(changes) }];
		});
		this.#changes = countIn(cookies(), LOST);
		if (markers.length === 0) return;
		const here = await databaseNames();
		for (const { member, changes } of markers) {
			if (here?.includes(memberDatabase(member)) ?? true) continue;
			this.#changes += changes;
			writeCookie(`unsent-${member}`, 0);
			writeCookie(LOST, this.#changes);
		}
	}

	/** The person has read it. */
	seen(): void {
		this.#changes = 0;
		writeCookie(LOST, 0);
	}
}

const cookies = () => document.cookie.split('; ');

function countIn(all: readonly string[], name: string): number {
	const found = all.find((cookie) => cookie.startsWith(`${name}=`));
	return found ? Number(found.slice(name.length + 1)) || 0 : 0;
}

function writeCookie(name: string, count: number): void {
	const secure = location.protocol === 'https:' ? '; secure' : '';
	const age = count === 0 ? 0 : KEPT;
	document.cookie = `${name}=${count}; path=/; max-age=${age}; samesite=strict${secure}`;
}

/** Null where the browser cannot say. */
async function databaseNames(): Promise<string[] | null> {
	try {
		return (await indexedDB.databases()).flatMap(({ name }) => name ?? []);
	} catch {
		return null;
	}
}

/** What is gone from this device. */
export const lostWork = new LostWork();
