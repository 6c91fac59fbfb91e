import { beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { catalogue } from '#app/catalogue';
import type { DocumentKind } from '#core/document-kind';
import { newClientId } from '#core/id';
import { applyTextEdit } from '#core/text-edit';
import { moveVisit, registerVisit, setAbsence, writeSource } from '#modules/visits/domain/index.ts';
import { startOutage } from '#modules/visits/domain/outage/index.ts';
import { guardUpdate } from '#sync/guard/judge';
import { MADE, type MadeId, type MadeItem, madeUpdate, values } from '../sync/support/made-update.ts';
import { Random } from '../sync/support/random.ts';
import { tries } from '../support/size.ts';
import { DAY, Person, imported } from './plans.ts';

const HOSTILE = tries(5_000, 100_000);
const SEED = Number(process.env['GUARD_EFFECTS_SEED'] ?? 20261201);
const ACTION = `action:${'a'.repeat(32)}`;
const ANN = new Person('ann');
const BO = new Person('bo');
const MALLORY = new Person('mallory');
const KINDS = ['plan', 'outage', 'order-texts'] as const;

let kinds: Readonly<Record<string, DocumentKind>>;
beforeAll(async () => {
	const rules = await catalogue.loadRules();
	const found = KINDS.map((name) => {
		const [kind, contents] = [catalogue.findKind(name), rules.contentsOf(name)];
		if (!kind || !contents) throw new Error(`${name} is no workspace`);
		return [name, { ...kind, contents }] as const;
	});
	kinds = Object.fromEntries(found);
});

/** A server's document, and what its guard says to each who sends. */
class Server {
	readonly doc = new Y.Doc();
	readonly claims = new Map<number, { member: string; device: string }>();
	readonly kind: DocumentKind;

	constructor(kind: DocumentKind) {
		this.kind = kind;
	}

	take(bytes: Uint8Array, author: Person): string {
		const verdict = guardUpdate(bytes, { document: this.doc, kind: this.kind, claims: this.claims, author });
		if (!verdict.ok) return verdict.code;
		for (const client of verdict.value.newClients) this.claims.set(client, author);
		Y.applyUpdate(this.doc, bytes, 'device');
		return 'ok';
	}

	/** Lets somebody act on a copy of their own, and takes what that made. */
	act(author: Person, work: (doc: Y.Doc) => unknown): string {
		const copy = new Y.Doc();
		copy.clientID = newClientId();
		Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.doc));
		const before = Y.encodeStateVector(copy);
		work(copy);
		return this.take(Y.encodeStateAsUpdate(copy, before), author);
	}
}

const insert = (doc: Y.Doc, at: number, text: string) => doc.getText(ACTION).insert(at, text);

/** What each kind holds before it is attacked, written by honest people. */
const HONEST: Readonly<Record<string, readonly ((author: Person) => (doc: Y.Doc) => unknown)[]>> = {
	plan: [
		() => (doc) => writeSource(doc, [imported('v1'), imported('v2', { start: 600 })]),
		(author) => (doc) => moveVisit(doc, author, 'v1', { start: 500, carer: 'E3' }),
		(author) => (doc) => registerVisit(doc, author, 'v1', { person: 'E3', outcome: 'done' }),
		(author) => (doc) => setAbsence(doc, author, 'E1', DAY, { from: 0, to: 600 })
	],
	outage: [(author) => (doc) => startOutage(doc, author, 'Strömavbrott', [])],
	'order-texts': [
		() => (doc) => insert(doc, 0, 'Bytte packning'),
		() => (doc) => applyTextEdit(doc.getText(ACTION), { index: 5, remove: 1, insert: ' en ' }, 'person')
	]
};

function filled(name: string): Server {
	const server = new Server(kinds[name] as DocumentKind);
	for (const act of HONEST[name] ?? []) expect(server.act(ANN, act(ANN))).toBe('ok');
	return server;
}

function lastOf(doc: Y.Doc, root: string, key: string): MadeId | undefined {
	const item = doc.getMap(root)._map.get(key);
	return item && { client: item.lastId.client, clock: item.lastId.clock };
}

const GARBAGE = [
	undefined,
	null,
	't',
	42,
	true,
	[1],
	{ by: 'ann', at: 'x' },
	{ to: 'E9', prev: [], at: '0', by: 'ann' }
];
const NAMES = Object.keys(MADE) as (keyof typeof MADE)[];

/** A well-formed item by somebody who means harm, in any root of the kind. */
function hostileItem(server: Server, random: Random): MadeItem {
	const signature = {
		by: random.pick(['ann', 'mallory']),
		at: MALLORY.clock.next(),
		device: random.pick([ANN, MALLORY]).device
	};
	const honestLooking = {
		...signature,
		outcome: 'done',
		to: 480,
		prev: [],
		kind: 'note',
		text: 'x',
		why: '',
		items: []
	};
	const held = random.chance(0.5)
		? MADE[random.pick(NAMES)]
		: values(
				...Array.from(
					{ length: random.chance(0.9) ? 1 : 2 },
					() => [...GARBAGE, honestLooking][random.below(GARBAGE.length + 1)]
				)
			);
	if (server.kind.kind === 'order-texts') {
		return { ...(random.chance(0.6) ? MADE.letters : held), ...textNeighbours(server.doc, random) };
	}
	const root = random.pick(server.kind.kind === 'plan' ? ['visits', 'ops', 'registrations'] : ['events', 'ops']);
	const keys = [...server.doc.getMap(root).keys(), 'v1/new', 'v1/start/x', 'v1/E1/n', `v1/note/${random.below(99)}`];
	const key = random.pick(keys);
	const origin = random.chance(0.7) ? lastOf(server.doc, root, key) : undefined;
	return origin ? { ...held, origin } : { ...held, root, ...(random.chance(0.95) && { key }) };
}

/** Two letters of a text, in any order. */
function textNeighbours(doc: Y.Doc, random: Random): Partial<MadeItem> {
	const ids: MadeId[] = [];
	for (let item = doc.getText(ACTION)._start; item !== null; item = item.right) {
		for (let offset = 0; offset < item.length; offset += 1)
			ids.push({ client: item.id.client, clock: item.id.clock + offset });
	}
	const [origin, right] = [random.pick(ids), random.pick(ids)];
	if (random.chance(0.6)) return { origin, right };
	return random.pick<Partial<MadeItem>>([{ origin }, { right }, { root: ACTION }, { root: ACTION, key: 'k' }]);
}

/** What everybody could read before is there still, and everything that is there is what the kind holds. */
function expectUnharmed(server: Server, before: ReadonlyMap<string, unknown>, said: string): void {
	const { contents } = server.kind;
	for (const [name, map] of server.doc.share) {
		if (!(map instanceof Y.Map)) continue;
		for (const key of map._map.keys()) {
			const value: unknown = map.get(key);
			if (before.has(`${name} ${key}`)) expect(value, `${said}: ${name} ${key} is gone`).toBeDefined();
			if (value !== undefined && typeof contents === 'object')
				expect(contents.isEntry(name, key, value), `${said}: ${name} ${key} is garbage`).toBe(true);
		}
	}
}

function readable(doc: Y.Doc): Map<string, unknown> {
	const all = new Map<string, unknown>();
	for (const [name, map] of doc.share) {
		if (map instanceof Y.Map) for (const [key, value] of map) all.set(`${name} ${key}`, value);
	}
	return all;
}

/** A colleague who types at that moment: both texts in the end, by who heard first of whom. */
function textsWith(doc: Y.Doc, hostile: Uint8Array, random: Random): [string, string] {
	const [desk, phone] = [new Y.Doc(), new Y.Doc()];
	for (const copy of [desk, phone]) Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
	const before = Y.encodeStateVector(phone);
	for (let letter = 0; letter < 8; letter += 1)
		insert(phone, random.below(doc.getText(ACTION).length + 1), 'abcdefgh'.charAt(letter));
	const honest = Y.encodeStateAsUpdate(phone, before);
	Y.applyUpdate(phone, hostile);
	Y.applyUpdate(desk, hostile);
	Y.applyUpdate(desk, honest);
	return [desk.getText(ACTION).toJSON(), phone.getText(ACTION).toJSON()];
}

describe('well-formed items of somebody who means harm', () => {
	it.each(KINDS)('[SY37] have no effect that an own device could not have: %s', (name) => {
		const random = new Random(SEED);
		const counted = { taken: 0, refused: 0 };
		let server = filled(name);
		for (let run = 0; run < HOSTILE / KINDS.length; run += 1) {
			if (run % 40 === 0) server = filled(name);
			const client = newClientId();
			const bytes = madeUpdate({ client, clock: 0 }, hostileItem(server, random));
			const before = readable(server.doc);
			const old = Y.encodeStateAsUpdate(server.doc);
			const verdict = server.take(bytes, MALLORY);
			const said = `seed ${SEED}, run ${run}`;
			counted[verdict === 'ok' ? 'taken' : 'refused'] += 1;
			if (verdict !== 'ok') continue;
			expectUnharmed(server, before, said);
			const copy = new Y.Doc();
			Y.applyUpdate(copy, old);
			const [desk, phone] = textsWith(copy, bytes, random);
			expect(desk, `${said}: texts parted`).toBe(phone);
			const honest = (HONEST[name] ?? []).at(-1)?.(BO);
			if (honest && name !== 'outage') expect(server.act(BO, honest), said).toBe('ok');
		}
		expect(counted.refused).toBeGreaterThan(HOSTILE / KINDS.length / 3);
		expect(counted.taken).toBeGreaterThan(0);
	});

	it.each(['bornDeleted', 'format', 'map', 'letters'] as const)('[SY37] cannot empty a key by %s', (content) => {
		const server = filled('plan');
		const origin = lastOf(server.doc, 'visits', 'v1/src.start') as MadeId;
		const verdict = server.take(madeUpdate({ client: newClientId(), clock: 0 }, { ...MADE[content], origin }), MALLORY);
		expect(verdict).not.toBe('ok');
		expect(server.doc.getMap('visits').get('v1/src.start')).toBe(480);
	});

	it('[SY37] who sets a field twice without a network sends the first already deleted, and is taken', () => {
		const server = filled('plan');
		const verdict = server.act(BO, (doc) => {
			for (const start of [510, 530]) writeSource(doc, [imported('v1', { start })]);
		});
		expect(verdict).toBe('ok');
		expect(server.doc.getMap('visits').get('v1/src.start')).toBe(530);
	});

	it('[SY38] an item whose left neighbour stands after its right one is refused', () => {
		const server = filled('order-texts');
		const start = server.doc.getText(ACTION)._start as Y.Item;
		const at = (offset: number) => ({ client: start.id.client, clock: start.id.clock + offset });
		const made = (left: number, right: number) =>
			madeUpdate({ client: newClientId(), clock: 0 }, { ...MADE.letters, origin: at(left), right: at(right) });
		expect(server.take(made(4, 1), MALLORY)).toBe('malformed');
		expect(server.take(made(2, 2), MALLORY)).toBe('malformed');
		expect(server.take(made(1, 2), MALLORY)).toBe('ok');
	});

	it('[SY38] what several wrote without the server is taken as one, wherever they wrote', () => {
		const random = new Random(SEED);
		for (let run = 0; run < tries(150, 5_000); run += 1) {
			const server = filled('order-texts');
			const people = Array.from({ length: 3 }, () => {
				const copy = new Y.Doc();
				copy.clientID = newClientId();
				Y.applyUpdate(copy, Y.encodeStateAsUpdate(server.doc));
				return copy;
			});
			for (let step = 0; step < 12; step += 1) {
				const [one, other] = [random.pick(people), random.pick(people)];
				insert(one, random.below(one.getText(ACTION).length + 1), random.pick(['a', 'hej', 'åäö ']));
				if (random.chance(0.4)) Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
			}
			const [first] = people as [Y.Doc];
			const all = Y.encodeStateAsUpdate(first, Y.encodeStateVector(server.doc));
			expect(server.take(all, ANN), `seed ${SEED}, run ${run}`).toBe('ok');
			expect(server.doc.getText(ACTION).toJSON()).toBe(first.getText(ACTION).toJSON());
		}
	});

	it('[SY39] a registration in a colleague’s name, or of a colleague’s device, is refused', () => {
		const server = filled('plan');
		const inNameOf = (by: string, device: string) =>
			server.act(MALLORY, (doc) => {
				const said = { outcome: 'done', at: MALLORY.clock.next(), by, device, seen: [] };
				doc.getMap('registrations').set(`v2/E3/${newClientId()}`, said);
			});
		expect(inNameOf('ann', ANN.device)).toBe('author');
		expect(inNameOf('mallory', ANN.device)).toBe('author');
		expect(inNameOf('ann', MALLORY.device)).toBe('author');
		expect(inNameOf('mallory', MALLORY.device)).toBe('ok');
		expect(inNameOf('mallory', 'the device that I had before')).toBe('ok');
	});

	it('[SY39] garbage under a known name is refused, and what a newer version may write is taken', () => {
		const server = filled('plan');
		const write = (root: string, key: string, value: unknown) =>
			server.act(MALLORY, (doc) => doc.getMap(root).set(key, value));
		expect(write('visits', 'v1/src.kind', 't')).toBe('value');
		expect(write('visits', 'v1/src.recipient', 42)).toBe('value');
		expect(write('ops', 'v1/start/o', { to: 'soon', prev: [], at: '0', by: 'mallory' })).toBe('value');
		expect(write('visits', 'v1/src.mood', 'calm')).toBe('ok');
		expect(write('ops', 'v1/mood/o', { to: 'calm', prev: [], at: '0', by: 'mallory' })).toBe('ok');
	});
});
