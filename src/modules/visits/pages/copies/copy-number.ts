import { newId } from '#core/id';
import { type CopyMade, deviceNumber } from '#modules/visits/domain/copies/index.ts';
import { device } from '#device/device.svelte.ts';

const COUNT = 'copies made';

/** The next number of this device. One that was taken and not used is left out. */
export function nextNumber(): Promise<string> {
	// Two tabs must not take the same.
	return navigator.locks.request(`avbrottsfri-copies-${device.editor.device}`, async () => {
		const count = ((await device.recall<number>(COUNT)) ?? 0) + 1;
		await device.remember(COUNT, count);
		return deviceNumber(device.editor.device, count);
	});
}

/** Says that a copy was made, at once or when there is a server again; gives its id. */
export async function sayMade(copy: CopyMade, { quiet }: { quiet: boolean }): Promise<string> {
	const id = newId();
	await device.act('copies.made', id, { ...copy }, { quiet });
	return id;
}
