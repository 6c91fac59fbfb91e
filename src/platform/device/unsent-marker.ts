/**
 * How much waits on this device, in a cookie: browsers that need room clear everything that an app stores, but for that.
 * Here is what every page needs of it; who has lost something loads the rest.
 */
export const UNSENT = 'unsent-';
export const LOST = 'lost-changes=';
const KEPT = 400 * 24 * 60 * 60; // seconds: the longest that browsers keep a cookie

/** Keeps a number under a name that ends with `=` where it is a single one; 0 forgets it. */
export function keepCount(name: string, count: number): void {
	const age = count === 0 ? 0 : KEPT;
	const secure = location.protocol === 'https:' ? '; secure' : '';
	document.cookie = `${name}${count}; path=/; max-age=${age}; samesite=strict${secure}`;
}

/** The way to note how many changes of a member wait on this device. */
export function markerOf(member: string): (changes: number) => void {
	let before: number | null = null;
	return (changes) => {
		if (before !== changes) keepCount(`${UNSENT}${member}=`, changes);
		before = changes;
	};
}

/** Whether something was said to wait here, or is known to be lost. */
export const isMarked = (name: typeof UNSENT | typeof LOST) => document.cookie.includes(name);
