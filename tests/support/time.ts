/**
 * The time that tests live in. It runs like the machine's, but begins where the test wants, so that neither the day nor
 * the hour of a run changes anything. Servers and pages follow it.
 */

/** Told by how many milliseconds time has jumped. */
type Follower = (by: number) => Promise<void>;

const machineNow = Date.now.bind(Date); // before anything shifts it
const followers = new Set<Follower>();
let start: number | null = null;
let lead = 0;

/** What time it is for tests, in milliseconds since 1970. */
export const now = () => machineNow() + lead;

/** How many milliseconds tests are ahead of the machine's clock. */
export const ahead = () => lead;

/** Says at which moment time begins, now and whenever a test file begins anew. */
export function beginAt(moment: number): void {
	start = moment;
	beginAnew();
}

/** Puts time back to where it began, when it was said where that is. */
export function beginAnew(): void {
	if (start !== null) lead = start - machineNow();
}

/** Lets this whole process live from a moment on, also what asks Date. */
export function liveFrom(moment: number): void {
	lead = moment - machineNow();
	shiftDate(lead);
}

/** Lets time pass at once, for the test and for the servers and pages that run. */
export async function passTime(by: number): Promise<void> {
	lead += by;
	await Promise.all([...followers].map((follower) => follower(by)));
}

/** Hears of jumps until the returned function is called. */
export function follow(follower: Follower): () => void {
	followers.add(follower);
	return () => followers.delete(follower);
}

/**
 * Moves the Date of whatever runs it; a second time it moves on from there. It is given to pages as text: nothing from
 * outside may be used in it.
 */
export function shiftDate(by: number): void {
	const before = Date;
	const shifted = () => before.now() + by;
	globalThis.Date = new Proxy(before, {
		construct: (target, given: unknown[], newTarget) =>
			Reflect.construct(target, given.length === 0 ? [shifted()] : given, newTarget) as Date,
		apply: () => new before(shifted()).toString(),
		get: (target, name) => (name === 'now' ? shifted : (Reflect.get(target, name) as unknown))
	});
	globalThis.Date.prototype.constructor = globalThis.Date;
}
