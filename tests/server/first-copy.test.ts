import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { parseDocumentName } from '#core/document-name';
import { type CopiedDocument, decodeCopies } from '#core/first-copy';
import { AMIR, DATABASES, KARIN, LANDLORD_ID, PIPES_ID, STRANGER, TestApplication } from '../support/application.ts';
import { TestDevice } from '../support/device.ts';

const ORDERS = 40;

describe.each(DATABASES)('the first copy on %s', (database) => {
	let app: TestApplication;
	beforeAll(async () => {
		app = await TestApplication.open(database, {}, ORDERS);
	});
	afterAll(() => app.close());

	const copyFor = async (username: string): Promise<{ documents: CopiedDocument[]; encoding: string | null }> => {
		const device = await TestDevice.withSession(app, username);
		const response = await fetch(`${app.url}/api/copies`, { headers: { cookie: device.cookie } });
		const bytes = new Uint8Array(await response.arrayBuffer());
		return { documents: decodeCopies(bytes), encoding: response.headers.get('content-encoding') };
	};
	const ordersIn = (documents: readonly CopiedDocument[]) =>
		documents.flatMap(([, update]) => {
			const doc = new Y.Doc();
			Y.applyUpdate(doc, update);
			return [...doc.getMap('orders').keys()];
		});
	const scopesOf = (documents: readonly CopiedDocument[]) =>
		new Set(documents.map(([name]) => (parseDocumentName(name) as { value: { scope: string } }).value.scope));

	it('[FA8] holds every order of the scope, compressed', async () => {
		const { documents, encoding } = await copyFor(KARIN);
		expect(encoding).toBe('gzip');
		expect(new Set(ordersIn(documents)).size).toBe(ORDERS);
		expect(scopesOf(documents)).toEqual(new Set([LANDLORD_ID]));
		const contractors = await copyFor(AMIR);
		expect(ordersIn(contractors.documents)).toHaveLength((await app.ordersOf(PIPES_ID)).length);
		expect(scopesOf(contractors.documents)).toEqual(new Set([PIPES_ID]));
	});

	it('[FA8] holds nothing of another landlord', async () => {
		expect(ordersIn((await copyFor(STRANGER)).documents)).toEqual([]);
	});
});
