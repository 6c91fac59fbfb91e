/** A clock that goes on by one each time it is read: a search that it drives is the same every time. */
export function ticking(): { now(): number } {
	let now = 0;
	return { now: () => (now += 1) };
}
