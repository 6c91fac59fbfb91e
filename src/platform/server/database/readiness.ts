import type { Clock } from '#core/clock';
import type { Connection } from './open.ts';

const SAME_FOR = 1000; // milliseconds: anybody may ask, and each question would be a write
const ROW = 'readyz';

/** Whether the database takes a row and gives it back; asked again within a second the answer is the same. */
export function createReadiness(db: Connection, clock: Clock): () => Promise<boolean> {
	let asked: { at: number; answer: Promise<boolean> } | null = null;
	return () => {
		const at = clock.now();
		if (asked === null || Math.abs(at - asked.at) >= SAME_FOR) asked = { at, answer: isWritable(db, String(at)) };
		return asked.answer;
	};
}

async function isWritable(db: Connection, value: string): Promise<boolean> {
	try {
		await db
			.insertInto('installation_keys')
			.values({ name: ROW, key_json: value })
			.onConflict((conflict) => conflict.column('name').doUpdateSet({ key_json: value }))
			.execute();
		const row = await db.selectFrom('installation_keys').select('key_json').where('name', '=', ROW).executeTakeFirst();
		return row !== undefined;
	} catch {
		return false; // a full disk, one that may only be read, a database that is damaged or away
	}
}
