import { memberDatabase } from './storage.ts';
import { LOST, UNSENT, keepCount } from './unsent-marker.ts';

const MARKER = new RegExp(`^${UNSENT}([\\w-]+)=(\\d+)$`);

/** What was never sent from this device, and is not on it any more. */
export class LostWork {
	#changes = $state(countLost());

	/** How many changes are gone that nobody has been told of. */
	get changes(): number {
		return this.#changes;
	}

	/** The person has read it. */
	seen(): void {
		this.#changes = 0;
		keepCount(LOST, 0);
	}
}

/** Looks whether what is said to wait here still does; to be called before anything is opened. */
export async function findLostWork(): Promise<void> {
	const markers = cookies().flatMap((cookie) => {
		const [, member = '', changes = '0'] = MARKER.exec(cookie) ?? [];
		return member === '' ? [] : [{ member, changes: Number(changes) }];
	});
	const here = await databaseNames();
	if (!here) return;
	for (const { member, changes } of markers) {
		if (here.includes(memberDatabase(member))) continue;
		keepCount(LOST, countLost() + changes);
		keepCount(`${UNSENT}${member}=`, 0);
	}
}

const cookies = () => document.cookie.split('; ');

function countLost(): number {
	return (
		Number(
			cookies()
				.find((cookie) => cookie.startsWith(LOST))
				?.slice(LOST.length) ?? 0
		) || 0
	);
}

/** Null where the browser cannot say. */
async function databaseNames(): Promise<string[] | null> {
	try {
		return (await indexedDB.databases()).flatMap(({ name }) => name ?? []);
	} catch {
		return null;
	}
}
