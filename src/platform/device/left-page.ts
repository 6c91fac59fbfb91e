/**
 * A page that is left holds nothing that the next one needs. One engine keeps it for the back button as it was, with
 * transactions that wait for a word from it: whatever opens the databases next would wait for those for ever. So they end:
 * what was asked for is carried out, nothing more can be. A page that comes back is loaded anew.
 */
export function leaveNothingOpen(): void {
	const open = new Set<IDBTransaction>();
	let isLeft = false;
	const { prototype } = IDBDatabase;
	const begin: IDBDatabase['transaction'] = prototype.transaction;
	prototype.transaction = function begun(this: IDBDatabase, ...asked) {
		const transaction = begin.apply(this, asked);
		open.add(transaction);
		const ended = () => open.delete(transaction);
		transaction.addEventListener('complete', ended);
		transaction.addEventListener('abort', ended);
		if (isLeft)
			queueMicrotask(() => {
				finish(transaction);
			});
		return transaction;
	};
	addEventListener('pagehide', () => {
		isLeft = true;
		for (const transaction of open) finish(transaction);
	});
	addEventListener('pageshow', ({ persisted }) => {
		if (persisted) location.reload();
	});
}

function finish(transaction: IDBTransaction): void {
	try {
		transaction.commit();
	} catch {
		// It has ended already, or is about to.
	}
}
