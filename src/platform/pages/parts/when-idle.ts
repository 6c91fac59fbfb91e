/** Does something when the page has nothing else to do; after `pause` milliseconds where the browser cannot tell. */
export function whenIdle(work: () => void, pause: number): void {
	if ('requestIdleCallback' in globalThis) requestIdleCallback(work);
	else setTimeout(work, pause);
}
