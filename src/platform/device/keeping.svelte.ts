import type { Work } from './work.ts';

/** What browsers call it when a database cannot be written, or is gone. */
const STORAGE_ERRORS: ReadonlySet<string> = new Set([
	'QuotaExceededError',
	'InvalidStateError',
	'UnknownError',
	'AbortError',
	'TransactionInactiveError',
	'NotFoundError'
]);

/** Whether the browser keeps what is written on this device. */
export class Keeping {
	#work: Work | null = null;
	#failing = $state(false);

	/** True while it refuses: what is written is on this page alone, and with the server. */
	get failing(): boolean {
		return this.#failing;
	}

	/** Hears of what nobody else does: y-indexeddb reports a full, broken or lost database in no other way. */
	listen(): void {
		addEventListener('unhandledrejection', (event) => {
			const reason: unknown = event.reason;
			if (!(reason instanceof DOMException) || !STORAGE_ERRORS.has(reason.name)) return;
			event.preventDefault();
			this.#work?.rows.failed();
		});
	}

	/** Follows what a member keeps here; null when nobody is signed in. */
	follow(work: Work | null): void {
		this.#work = work;
		const rows = work ? [work.rows, work.carriedRows] : [];
		const look = () => {
			if (this.#work === work) this.#failing = rows.some(({ failing }) => failing);
		};
		for (const each of rows) each.onFailing(look);
		look();
	}

	/** Tries at once whether the browser stores again. */
	async retry(): Promise<void> {
		await Promise.all([this.#work?.rows.retry(), this.#work?.carriedRows.retry()]);
	}

	/** What people have written that lies in memory alone, as plain text. */
	async unwrittenText(): Promise<string> {
		const { unwrittenText } = await import('./unwritten-text.ts');
		return this.#work ? unwrittenText(this.#work) : '';
	}
}
