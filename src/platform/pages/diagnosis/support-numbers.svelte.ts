import { type SupportNumber, readSupportNumbers } from '#core/support-numbers';
import { recallForAnybody } from '#device/before-sign-in.ts';

/** What the numbers that were known last are kept under at this device, among what a module keeps for who cannot sign in. */
export const NUMBERS_KEPT_AS = 'outage routine';

/** Whom to call, as the device knows it: what was known last, until a module has read what holds now. */
class SupportNumbers {
	#told = $state.raw<readonly SupportNumber[] | null>(null);
	readonly #kept = readSupportNumbers(
		(recallForAnybody(NUMBERS_KEPT_AS) as { numbers?: unknown } | undefined)?.numbers
	);

	get known(): readonly SupportNumber[] {
		return this.#told ?? this.#kept;
	}

	/** Tells what holds now; empty leaves what was known last. */
	tell(numbers: readonly SupportNumber[]): void {
		if (numbers.length > 0) this.#told = numbers;
	}
}

export const supportNumbers = new SupportNumbers();
