import { afterEach, beforeEach, expect, it } from 'vitest';
import { catalogue } from '#app/catalogue';
import { addOutageNote, outageDocument, readOutages, startOutage } from '#modules/visits/domain/outage/index.ts';
import { documentsToGive } from '#device/carrying/held-documents.ts';
import { Phone, TEAM, freshDatabases } from './carrying-devices.ts';

const OUTAGES = outageDocument(TEAM);
const INDEX = `team-index:${TEAM}:all:1`;

let sara: Phone;
let bo: Phone;
beforeEach(async () => {
	freshDatabases();
	[sara, bo] = [await Phone.of('Sara Lind'), await Phone.of('Bo Ek')];
});
afterEach(() => {
	for (const phone of [sara, bo]) phone.close();
});

const author = ({ carrying: { own }, clock }: Phone) => ({ member: own.member, device: own.device, clock });
const accepts = (name: string) => catalogue.findKind(name.split(':')[0] ?? '')?.form === 'workspace';
const readAt = (phone: Phone) => phone.with((doc) => readOutages(doc), OUTAGES);

it('[OM18] goes with what is handed over without the server, under its authors’ names', async () => {
	await sara.with((doc) => startOutage(doc, author(sara), 'Nätet', []), OUTAGES);
	bo.now += 1000;
	await bo.with((doc) => startOutage(doc, author(bo), 'Servern', []), OUTAGES);
	const documents = await documentsToGive(sara.carrying, { team: TEAM, index: INDEX, isWanted: () => false });
	expect(documents).toEqual([OUTAGES]);
	await bo.tryTake((await sara.give(null, documents)).bytes, { accepts });
	const [outage] = await readAt(bo);
	expect(outage?.begun.map(({ why }) => why)).toEqual(['Nätet', 'Servern']);
	await bo.with((doc) => addOutageNote(doc, author(bo), outage?.id ?? '', 'note', 'Vi är ihop'), OUTAGES);
	await sara.tryTake((await bo.give(null, documents)).bytes, { accepts });
	expect(await readAt(sara)).toEqual(await readAt(bo));
	const waiting = await bo.carrying.carried.waiting();
	expect(waiting.map(({ author: who }) => who)).toEqual([sara.carrying.own.member]);
	expect(await bo.carrying.outbox.updatesOf(OUTAGES)).toHaveLength(2);
});
