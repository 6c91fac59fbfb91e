/** Keeps the screen on while codes are shown or read; gives the way to let it sleep again. */
export function stayAwake(): () => void {
	// Not in every browser, whatever the types say; refused when the battery is low.
	const { wakeLock } = navigator as { wakeLock?: WakeLock };
	const lock = wakeLock?.request('screen').catch(() => null);
	return () => {
		void lock?.then((held) => held?.release());
	};
}
