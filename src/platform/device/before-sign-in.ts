/** What may be read at this device before anybody has signed in: never a person's data. */
const PREFIX = 'before sign-in ';

/** Keeps something for whoever stands at this device, signed in or not. */
export function keepForAnybody(name: string, value: unknown): void {
	try {
		localStorage.setItem(PREFIX + name, JSON.stringify(value));
	} catch {
		// Storage is full or blocked: the page has it for as long as it is open.
	}
}

/** What was kept; null when nothing was, or nothing readable. Whoever reads it checks it. */
export function recallForAnybody(name: string): unknown {
	try {
		return JSON.parse(localStorage.getItem(PREFIX + name) ?? 'null') as unknown;
	} catch {
		return null;
	}
}
