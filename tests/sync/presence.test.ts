import { afterEach, beforeEach, expect, test } from 'vitest';
import * as encoding from 'lib0/encoding';
import { RawClient } from '../bench/sync-raw-client.ts';
import { type Device, openDevice, until } from './support/device.ts';
import { type TestServer, documentName, id, startServer } from './support/server.ts';

const HERE = documentName('here');
let server: TestServer;
let anna: Device;
let bertil: Device;
beforeEach(async () => {
	server = await startServer();
	anna = openDevice(server.url, HERE, { as: 'anna.phone' });
	bertil = openDevice(server.url, HERE, { as: 'bertil.pad' });
	await Promise.all([anna.synced(), bertil.synced()]);
});
afterEach(async () => {
	anna.close();
	bertil.close();
	await server.stop();
});

const seenBy = (device: Device, other: Device) => device.provider.awareness?.getStates().get(other.doc.clientID);

/** The bytes of an awareness frame with states of any client ids. */
function awarenessFrame(states: readonly (readonly [client: number, clock: number, json: string])[]): Uint8Array {
	const update = encoding.createEncoder();
	encoding.writeVarUint(update, states.length);
	for (const [client, clock, json] of states) {
		encoding.writeVarUint(update, client);
		encoding.writeVarUint(update, clock);
		encoding.writeVarString(update, json);
	}
	const frame = encoding.createEncoder();
	encoding.writeVarString(frame, HERE);
	encoding.writeVarUint(frame, 1);
	encoding.writeVarUint8Array(frame, encoding.toUint8Array(update));
	return encoding.toUint8Array(frame);
}

test('[SY16] others see who somebody is as the session knows it, and only what presence may tell', async () => {
	anna.provider.awareness?.setLocalState({ member: 'FAKE', name: 'ADMIN', place: 'order 7', editing: 5, secret: 'x' });
	await until('Anna at Bertil', () => seenBy(bertil, anna) !== undefined);
	expect(seenBy(bertil, anna)).toEqual({ member: id('anna'), name: 'Name of anna', place: 'order 7' });
});

test('[SY16] a text that is too long is left out', async () => {
	anna.provider.awareness?.setLocalState({ place: 'x'.repeat(3_000), editing: 'title' });
	await until('Anna at Bertil', () => seenBy(bertil, anna) !== undefined);
	expect(seenBy(bertil, anna)).toEqual({ member: id('anna'), name: 'Name of anna', editing: 'title' });
});

test('[SY16] a device speaks for one client id, and never for a colleague', async () => {
	anna.provider.awareness?.setLocalState({ place: 'here' });
	await until('Anna at Bertil', () => seenBy(bertil, anna) !== undefined);
	const mallory = await new RawClient(server.url, HERE, 'mallory').open();
	mallory.send(awarenessFrame([[anna.doc.clientID, 2 ** 53 - 2, '{"place":"stolen"}']]));
	mallory.send(
		awarenessFrame([
			[71, 1, '{"place":"mine"}'],
			[72, 1, '{"place":"more"}']
		])
	);
	await until('Mallory at Bertil', () => bertil.provider.awareness?.getStates().has(71) === true);
	expect(bertil.provider.awareness?.getStates().has(72)).toBe(false);
	expect(seenBy(bertil, anna)).toMatchObject({ place: 'here' });
	anna.provider.awareness?.setLocalState({ place: 'elsewhere' });
	await until('Anna is not silenced', () => seenBy(bertil, anna)?.['place'] === 'elsewhere');
	mallory.close();
});

test('[SY16] who leaves is gone', async () => {
	anna.provider.awareness?.setLocalState({ place: 'here' });
	await until('Anna at Bertil', () => seenBy(bertil, anna) !== undefined);
	anna.close();
	await until('Anna to be gone', () => seenBy(bertil, anna) === undefined);
});

test('[SY16] the server lives through 10,000 clients in a frame, deep states and states that are no objects', async () => {
	const mallory = await new RawClient(server.url, HERE, 'mallory').open();
	mallory.send(awarenessFrame(Array.from({ length: 10_000 }, (_, client) => [client + 1, 1, '{}'] as const)));
	const second = await new RawClient(server.url, HERE, 'mallory').open();
	second.send(awarenessFrame([[77, 1, `${'['.repeat(900)}${']'.repeat(900)}`]]));
	second.send(awarenessFrame([[77, 2, '7']]));
	second.send(awarenessFrame([[77, 3, 'no json']]));
	anna.provider.awareness?.setLocalState({ place: 'alive' });
	await until('Anna at Bertil', () => seenBy(bertil, anna)?.['place'] === 'alive');
	expect(bertil.provider.awareness?.getStates().size).toBeLessThanOrEqual(4);
	mallory.close();
	second.close();
});

test('[SY17] a document that is not for presence carries none', async () => {
	const names = [
		openDevice(server.url, documentName('notes'), { as: 'anna.phone' }),
		openDevice(server.url, documentName('notes'), { as: 'bertil.pad' })
	];
	const [first, second] = names as [Device, Device];
	await Promise.all(names.map((device) => device.synced()));
	first.provider.awareness?.setLocalState({ place: 'here' });
	first.doc.getMap('fields').set('after', 'the state');
	await until('the edit at Bertil', () => second.doc.getMap('fields').has('after'));
	expect(seenBy(second, first)).toBeUndefined();
	for (const device of names) device.close();
});

test('[SY17] nothing is ever stored in a presence document', async () => {
	anna.doc.getMap('fields').set('a', 1);
	expect(await anna.mark()).toMatchObject({ type: 'nack', code: 'readonly' });
	expect((await server.log.load(HERE)).rows).toEqual([]);
});
