import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { toBase64Url } from '#core/bytes';
import { writeBundle } from '#carrying/bundle';
import { KEEP_BUNDLE } from '#carrying/bundle-content';
import type { Secret } from '#carrying/seal';
import { makeBundle } from '#device/carrying/make-bundle.ts';
import {
	type CopyPageData,
	type PackedPage,
	packPage,
	unpackPage
} from '#modules/visits/device/copies/copy-content.ts';
import { makeCopyPage } from '#modules/visits/device/copies/copy-page.ts';
import { type CopyFolder, writeFolder } from '#modules/visits/device/copies/folder.ts';
import { keyOf, lockText, newCopyLock, sumOf, unlockText } from '#modules/visits/device/copies/lock.ts';
import { readCopy } from '#modules/visits/device/copies/read-copy.ts';
import type { device as theDevice } from '#device/device.svelte.ts';
import { Phone, TEAM, DAY } from './carrying-devices.ts';

const PHRASE = 'blå häst över ån';
const SECRET: Secret = { kind: 'passphrase', phrase: PHRASE };
const KEY = new Uint8Array(32).fill(3);
const HOUR = 60 * 60 * 1000;
const phones: Phone[] = [];
afterEach(() => {
	for (const phone of phones.splice(0)) phone.close();
});

async function phoneOf(name: string): Promise<Phone> {
	const phone = await Phone.of(name);
	phones.push(phone);
	return phone;
}

/** A phone as the reading of a copy sees it. */
function deviceOf(phone: Phone, teams = [TEAM]): typeof theDevice {
	const actor = { member: phone.carrying.own.member, organisation: 'o', company: null, device: null };
	return {
		carrying: phone.carrying,
		actor: { ...actor, roles: ['planner'], teams },
		session: {
			teams: teams.map((id) => ({ id, name: 'Vallhed', carer: null })),
			carrying: { teamKeys: { [TEAM]: toBase64Url(KEY) } }
		},
		writes: async () => (document: string) => teams.some((team) => document.includes(team)),
		carriedArrived: async () => undefined
	} as unknown as typeof theDevice;
}

/** A copy as the server writes it: the document, and nobody's unsent rows. */
async function serverCopy(phone: Phone, secret: Secret = SECRET): Promise<Blob> {
	const doc = new Y.Doc();
	await phone.with((held) => {
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(held), 'test');
	});
	const changes = Y.encodeStateAsUpdate(doc);
	const documents = [{ name: DAY, changes, vector: Y.encodeStateVector(doc) }];
	const server = '0'.repeat(32);
	const made = {
		madeAt: phone.now,
		expiresAt: phone.now + KEEP_BUNDLE,
		sender: { member: server, name: '', device: server }
	};
	const rest = { cards: [], commands: [], updates: [], received: [] };
	const sealed = await writeBundle({ team: TEAM, documents, ...made, ...rest }, secret);
	if (!sealed.ok) throw new Error(sealed.code);
	return new Blob([new Uint8Array(sealed.value)]);
}

describe('the page that holds copies', () => {
	it('[CP19] opens with its passphrase alone, and not when anything was changed', async () => {
		const lock = await newCopyLock(PHRASE);
		const locked = await lockText(lock, 'Elsa Andersson, Storgatan 3');
		expect(atob(locked)).not.toContain('Elsa');
		expect(await unlockText({ key: await keyOf(` ${PHRASE.normalize('NFD')} `, lock.salt) }, locked)).toContain('Elsa');
		await expect(unlockText({ key: await keyOf('blå häst över ån.', lock.salt) }, locked)).rejects.toThrow();
		const at = Math.floor(locked.length / 2);
		const changed = `${locked.slice(0, at)}${locked[at] === 'A' ? 'B' : 'A'}${locked.slice(at + 1)}`;
		await expect(unlockText(lock, changed)).rejects.toThrow();
		expect(lock.key.extractable).toBe(false);
		expect(await lockText(lock, 'the same')).not.toBe(await lockText(lock, 'the same'));
	});

	it('[CP19] pages are the same after packing, to a hundredth of a millimetre', () => {
		const page = {
			width: 210,
			height: 297,
			drawings: [
				{ kind: 'text', x: 1.234, y: 2, text: 'Åsa', size: 9, bold: true, align: 'right' },
				{ kind: 'line', x1: 0, y1: 1, x2: 2, y2: 3, width: 0.2 },
				{ kind: 'box', x: 1, y: 2, width: 3, height: 4, fill: null, line: 0.3 },
				{ kind: 'code', x: 1, y: 2, size: 30, rows: ['10', '01'] }
			]
		} as const;
		const text = { ...page.drawings[0], x: 1.23 };
		expect(unpackPage(JSON.parse(JSON.stringify(packPage(page))) as PackedPage)).toEqual({
			...page,
			drawings: [text, ...page.drawings.slice(1)]
		});
	});

	it('[CP20] [CP21] asks no host for anything, and nothing in names or titles can run', async () => {
		const evil = '</script><script>alert(1)</script><img src=x onerror=alert(1)>"\'&';
		const words = { title: evil, cannot: evil, kinds: {} } as CopyPageData['words'];
		const data: CopyPageData = {
			v: 1,
			lang: 'sv',
			words,
			madeAt: 1,
			first: evil,
			salt: '',
			sum: '',
			sheets: [{ day: evil, label: evil, kind: 'x', locked: 'AA' }]
		};
		const page = await makeCopyPage(data, 'const end = "</script><b>";');
		expect(page.match(/<script/g)).toHaveLength(2);
		expect(page).not.toContain('<img');
		expect(page.replaceAll('src=x', '')).not.toMatch(/https?:|src=|href=/);
		expect(page).toContain("default-src 'none'");
		const [, program = ''] = /<script>(.*?)<\/script><\/body>/s.exec(page) ?? [];
		const sum = btoa(String.fromCharCode(...(await sumOf(program)).match(/../g)!.map((hex) => parseInt(hex, 16))));
		expect(page).toContain(`script-src 'sha256-${sum}'`);
		const [, json = ''] = /id="copy">(.*?)<\/script>/s.exec(page) ?? [];
		expect(JSON.parse(json)).toEqual(data);
	});
});

describe('reading a copy back in', () => {
	it('[CP22] a copy of the server brings the plan back, and what is newer here stays', async () => {
		const [old, here] = [await phoneOf('Old'), await phoneOf('Here')];
		await old.assign('v1', 'anna');
		const copy = await serverCopy(old);
		await here.assign('v2', 'berit');
		const device = deviceOf(here);
		expect(await readCopy(device, copy, '')).toEqual({ ok: false, code: 'passphrase' });
		expect(await readCopy(device, copy, 'fel fras helt och hållet')).toEqual({ ok: false, code: 'wrong-key' });
		expect(await readCopy(device, copy, PHRASE)).toMatchObject({ ok: true, value: { documents: 1 } });
		const content = await here.content();
		for (const said of ['anna', 'berit']) expect(content).toContain(said);
		expect(await readCopy(device, copy, PHRASE)).toMatchObject({ ok: true, value: { documents: 0 } });
		expect(await here.carrying.carried.waiting()).toEqual([]);
	});

	it('[CP22] a copy of a colleague’s browser brings her unsent work under her own name', async () => {
		const [anna, here] = [await phoneOf('Anna'), await phoneOf('Here')];
		await anna.assign('v1', 'carl');
		const made = await makeBundle(anna.carrying, {
			team: TEAM,
			documents: [DAY],
			secret: { kind: 'team-key', key: KEY }
		});
		if (!made.ok) throw new Error(made.code);
		here.now += 20 * HOUR;
		expect(await readCopy(deviceOf(here), new Blob([new Uint8Array(made.value.bytes)]), '')).toMatchObject({
			ok: true
		});
		const waiting = await here.carrying.carried.waiting();
		expect(waiting.map(({ author }) => author)).toEqual([anna.carrying.own.member]);
	});

	it('[CP22] it is good for as long as copies are kept, and refused when it is older, damaged or another team’s', async () => {
		const [old, here] = [await phoneOf('Old'), await phoneOf('Here')];
		await old.assign('v1', 'anna');
		const copy = await serverCopy(old);
		here.now += 17 * 24 * HOUR;
		const damaged = new Uint8Array(await copy.arrayBuffer());
		damaged.set([damaged[100]! ^ 1], 100);
		expect(await readCopy(deviceOf(here), new Blob([damaged]), PHRASE)).toEqual({ ok: false, code: 'damaged' });
		expect(await readCopy(deviceOf(here, ['f'.repeat(32)]), copy, PHRASE)).toEqual({ ok: false, code: 'wrong-team' });
		expect(await readCopy(deviceOf(here), new Blob(['Excel']), PHRASE)).toEqual({ ok: false, code: 'not-a-bundle' });
		here.now += 2 * 24 * HOUR;
		expect(await readCopy(deviceOf(here), copy, PHRASE)).toEqual({ ok: false, code: 'expired' });
		here.now -= 2 * 24 * HOUR;
		expect(await readCopy(deviceOf(here), copy, PHRASE)).toMatchObject({ ok: true, value: { documents: 1 } });
	});
});

/** A folder in memory that fails when it is told to. */
function memoryFolder() {
	const files = new Map<string, string>();
	const state = { fails: false };
	const folder: CopyFolder = {
		name: 'USB',
		queryPermission: async () => 'granted',
		requestPermission: async () => 'granted',
		async getFileHandle(name) {
			const createWritable = async () => {
				let content = '';
				return {
					async write(blob: Blob) {
						if (state.fails) throw new DOMException('The stick is out', 'NotFoundError');
						content = await blob.text();
					},
					async close() {
						files.set(name, content);
					},
					async abort() {
						content = '';
					}
				};
			};
			return { createWritable };
		},
		async removeEntry(name) {
			files.delete(name);
		},
		async *keys() {
			yield* [...files.keys()];
		}
	};
	return { files, state, folder };
}

describe('a folder of one’s own', () => {
	it('[CP23] new files take the place of older ones of ours; when writing fails, what was there stays', async () => {
		const { files, state, folder } = memoryFolder();
		files.set('Semester.html', 'mine');
		const isOurs = (name: string) => /^\d{6} Driftstoppskopia Vallhed\.html$/.test(name);
		const file = (day: string) => ({ name: `${day} Driftstoppskopia Vallhed.html`, content: new Blob([day]) });
		await writeFolder(folder, [file('261122')], isOurs);
		await writeFolder(folder, [file('261123')], isOurs);
		expect([...files]).toEqual([
			['Semester.html', 'mine'],
			['261123 Driftstoppskopia Vallhed.html', '261123']
		]);
		state.fails = true;
		await expect(writeFolder(folder, [file('261124')], isOurs)).rejects.toThrow('out');
		expect(files.get('261123 Driftstoppskopia Vallhed.html')).toBe('261123');
		expect(files.size).toBe(2);
	});
});
