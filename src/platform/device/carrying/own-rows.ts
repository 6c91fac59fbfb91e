import { idOfUpdate, toCarried } from '#carrying/signed-update';
import type { UpdateRow } from '../storage.ts';
import { signOwn } from './bundled-documents.ts';
import type { Carrying } from './carrying.ts';
import type { OwnRows } from './deliver-carried.ts';

/** This device's own unsent rows, on the way that colleagues' rows take: those may build on them. */
export function ownRows(carrying: Carrying): OwnRows {
	const { outbox, own } = carrying;
	const sent = new Map<string, UpdateRow>();
	return {
		async of(documents) {
			const signed = await Promise.all(
				[...documents].map(async (name) => {
					const rows = await outbox.updatesOf(name);
					for (const row of rows) sent.set(idOfUpdate({ ...row, device: own.device }), row);
					return signOwn(carrying, { name, own: rows });
				})
			);
			return signed.flat().map(toCarried);
		},
		async stored(ids) {
			const rows = [...ids].flatMap((id) => sent.get(id) ?? []);
			for (const doc of new Set(rows.map((row) => row.doc))) {
				await outbox.confirmUpdates(rows.filter((row) => row.doc === doc));
			}
		}
	};
}
