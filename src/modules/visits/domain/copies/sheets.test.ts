import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Actor } from '#core/access';
import { HybridClock } from '#core/clock';
import { type Drawing, type SheetPage, millimetres } from '#core/sheet';
import { newClientId } from '#core/id';
import { type SourceVisit, USUAL_VISIT, assign, readPlan, readTeam, writeSource } from '../index.ts';
import { authorize } from '../access.ts';
import { sheetWords } from '#modules/visits/words/sheet-words.ts';
import { copyTexts } from '#modules/visits/words/sv/copies.ts';
import { visitTexts } from '#modules/visits/words/sv/visits.ts';
import { sheetDay } from './sheet-day.ts';
import { SHEET, boxesOfRow, digitsOfRow, topOfRow } from './geometry.ts';
import {
	type SheetTools,
	clientSheets,
	clientSheetsOfTeam,
	copyDays,
	destroyDay,
	overviewSheets,
	readSheetCode,
	sheetHint,
	writeSheetCode
} from './index.ts';
import { fit, wrap } from './paper.ts';

const DAY = '2026-11-23';
const TEAM = 'c'.repeat(32);
const [ANNA, BERIT] = ['a'.repeat(32), 'b'.repeat(32)];
const codes: string[] = [];
const tools: SheetTools = {
	measure: (text, size) => millimetres(size) * 0.5 * Array.from(text).length,
	code(text) {
		codes.push(text);
		return ['10', '01'];
	},
	words: sheetWords({ ...copyTexts, ...visitTexts })
};
const stamp = { copy: '1042', madeAt: Date.parse('2026-11-22T13:05:00Z'), source: '3187', destroyBy: '2026-12-08' };

const facts = readTeam({
	team: new Map([['all', { name: 'Vallhed', organisation: 'X', phones: [{ about: 'it-service', number: '0980-1' }] }]]),
	carers: new Map([
		[ANNA, { name: 'Anna Ek', phone: '070-174 06 70' }],
		[BERIT, { name: 'Berit Öst' }]
	]),
	recipients: new Map([
		[
			'r1',
			{ name: 'Elsa Åberg', address: 'Storgatan 3', phone: '0340-12 34', keyInformation: true, notes: 'Hör dåligt.' }
		],
		['r2', { name: 'Sven Kvist', address: 'Åvägen 5', notes: 'Portkod 4711', entrance: 'dörrkod: 1234' }]
	]),
	shifts: new Map([[`${ANNA}/${DAY}`, { from: 420, to: 960 }]])
});

const visit = (id: string, more: Partial<SourceVisit> = {}): SourceVisit => ({
	...USUAL_VISIT,
	id,
	origin: 'import',
	kind: 'ordinary',
	recipient: 'r1',
	secondRecipient: null,
	start: 450,
	length: 30,
	a: ANNA,
	b: null,
	double: false,
	window: null,
	sequence: null,
	tasks: ['Frukost'],
	needs: [],
	address: null,
	key: false,
	withdrawn: null,
	recurrence: null,
	...more
});

function planOf(...visits: SourceVisit[]): Y.Doc {
	const doc = new Y.Doc();
	doc.clientID = newClientId();
	writeSource(doc, visits);
	return doc;
}

const dayOf = (doc: Y.Doc) => sheetDay(TEAM, readPlan(doc, DAY), facts);
const textsOf = (pages: readonly SheetPage[]) =>
	pages.flatMap(({ drawings }) => drawings.flatMap((drawing) => (drawing.kind === 'text' ? [drawing.text] : [])));
const boxesOf = ({ drawings }: SheetPage) =>
	drawings.filter((drawing): drawing is Drawing & { kind: 'box' } => drawing.kind === 'box');
const lastCode = () => readSheetCode(codes.at(-1) ?? '');

describe('client lists on paper', () => {
	it('[VI60] visits stand in time order with where, what, how to reach and that a key is needed', () => {
		const doc = planOf(
			visit('late', { start: 700, recipient: 'r2' }),
			visit('early', { b: BERIT, double: true, needs: ['lyft'] })
		);
		const texts = textsOf(clientSheets(dayOf(doc), ANNA, stamp, tools));
		expect(texts.indexOf('07:30')).toBeLessThan(texts.indexOf('11:40'));
		for (const said of [
			'Elsa Åberg',
			'Storgatan 3',
			'Frukost',
			'Nyckel behövs',
			'0340-12 34',
			'Hör dåligt.',
			'Kräver lyft'
		])
			expect(texts.some((text) => text.includes(said))).toBe(true);
		expect(texts).toContain('Tillsammans med Berit Öst');
		expect(texts).toContain('Brukarschema · Anna Ek');
	});

	it('[VI60] a door code that somebody wrote into a note is not printed', () => {
		const doc = planOf(visit('one', { recipient: 'r2' }));
		const texts = textsOf([
			...clientSheetsOfTeam(dayOf(doc), stamp, tools),
			...overviewSheets(dayOf(doc), stamp, tools)
		]);
		expect(texts.join(' ')).not.toMatch(/4711|1234/);
		expect(texts).toContain('Sven Kvist');
	});

	it('[VI61] every visit has one row, whole, on one of the pages; what does not fit says so', () => {
		const visits = Array.from({ length: 17 }, (_unused, at) =>
			visit(`v${at}`, {
				start: 420 + at * 30,
				tasks: at % 5 === 0 ? Array.from({ length: 30 }, () => 'Hjälp med allt möjligt') : ['Tillsyn']
			})
		);
		visits.push(
			visit('endless', {
				start: 1200,
				tasks: Array.from({ length: 60 }, () => 'Många ord om vad som ska göras här i dag')
			})
		);
		codes.length = 0;
		const pages = clientSheets(dayOf(planOf(...visits)), ANNA, stamp, tools);
		const rows = codes.map((code) => readSheetCode(code)?.rows ?? []);
		expect(rows.flat().map(({ visit: hint }) => hint)).toEqual(visits.map(({ id }) => sheetHint(id)));
		for (const page of rows) expect(page.reduce((sum, { units }) => sum + units, 0)).toBeLessThanOrEqual(SHEET.units);
		expect(pages.length).toBe(codes.length);
		expect(textsOf(pages)).toContain('… mer finns i appen');
		for (const page of pages)
			for (const { y, height } of boxesOf(page)) expect(y + height).toBeLessThan(SHEET.height - 12);
	});

	it('[VI62] where boxes stand follows from the rows that the code names', () => {
		const doc = planOf(
			visit('one'),
			visit('two', { start: 600, tasks: Array.from({ length: 40 }, () => 'Promenad') }),
			visit('three', { start: 900 })
		);
		const [page] = clientSheets(dayOf(doc), ANNA, stamp, tools);
		const rows = lastCode()?.rows ?? [];
		expect(rows.map(({ visit: hint }) => hint)).toEqual(['one', 'two', 'three'].map(sheetHint));
		expect(rows[1]?.units).toBeGreaterThan(1);
		let unit = 0;
		for (const { units } of rows) {
			const wanted = [...boxesOfRow(unit), ...digitsOfRow(unit, 'came'), ...digitsOfRow(unit, 'left')];
			for (const { x, y, width, height } of wanted) {
				expect(boxesOf(page!)).toContainEqual(expect.objectContaining({ x, y, width, height }));
				expect(y + height).toBeLessThan(topOfRow(unit + 1));
			}
			unit += units;
		}
		for (const mark of SHEET.marks)
			expect(boxesOf(page!)).toContainEqual(expect.objectContaining({ ...mark, fill: 0 }));
	});

	it('[VI64] each page says when it was made, from which state, its number, its place among the pages, and its end', () => {
		const many = Array.from({ length: 9 }, (_unused, at) => visit(`v${at}`, { start: 420 + at * 40 }));
		const pages = [
			...clientSheets(dayOf(planOf(...many)), ANNA, stamp, tools),
			...overviewSheets(dayOf(planOf(...many)), stamp, tools)
		];
		expect(textsOf(pages.slice(0, 2))).toEqual(expect.arrayContaining(['Sida 1 av 2', 'Sida 2 av 2']));
		for (const page of pages) {
			const texts = textsOf([page]).join(' | ');
			expect(texts).toContain('Kopia 1042 · gjord 2026-11-22 14:05 · planens läge 3187');
			expect(texts).toContain('Förstörs senast 2026-12-08');
			expect(page.drawings.some(({ kind }) => kind === 'code')).toBe(true);
		}
	});

	it('[VI66] a visit that two set apart stands on both lists, marked', () => {
		const doc = planOf(visit('one'));
		const other = new Y.Doc();
		Y.applyUpdate(other, Y.encodeStateAsUpdate(doc), 'test');
		const author = (sign: string) => {
			const device = sign.repeat(32);
			return { member: device, device, clock: new HybridClock({ now: () => 1_000 }, device) };
		};
		assign(doc, author('1'), 'one', 'a', BERIT);
		assign(other, author('2'), 'one', 'a', null);
		assign(other, author('2'), 'one', 'a', ANNA);
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(other), 'test');
		for (const carer of [ANNA, BERIT]) {
			const texts = textsOf(clientSheets(dayOf(doc), carer, stamp, tools));
			expect(texts).toContain('Att avgöra: står också hos någon annan');
		}
	});
});

describe('the overview on paper', () => {
	it('[VI65] what nobody has stands first, then a row a carer, then what has to be decided or looked over', () => {
		const doc = planOf(
			visit('nobodys', { a: null, start: 500 }),
			visit('one'),
			visit('two', { start: 455, recipient: 'r2' })
		);
		const texts = textsOf(overviewSheets(dayOf(doc), stamp, tools));
		expect(texts.indexOf('Utan medarbetare')).toBeLessThan(texts.indexOf('Anna Ek'));
		expect(texts).toContain('Arbetar 07:00–16:00');
		expect(texts.filter((text) => text.startsWith('! '))).not.toHaveLength(0);
		expect(texts).toContain('Att se över');
		expect(texts.some((text) => text.includes('På två ställen samtidigt'))).toBe(true);
	});

	it('[VI65] an empty day says so', () => {
		expect(textsOf(overviewSheets(dayOf(planOf()), stamp, tools))).toContain('Inga besök är planerade.');
		expect(textsOf(clientSheetsOfTeam(dayOf(planOf()), stamp, tools))).toContain('Inga besök är planerade.');
	});
});

describe('codes, lines and days', () => {
	const code = fc.record({
		kind: fc.constantFrom('client-list' as const, 'overview' as const),
		team: fc.string().map(sheetHint),
		day: fc.constant(DAY),
		carer: fc.string().map(sheetHint),
		copy: fc.oneof(fc.nat().map(String), fc.constant('4F2A91-17')),
		page: fc.integer({ min: 1, max: 99 }),
		pages: fc.integer({ min: 1, max: 99 }),
		rows: fc.array(fc.record({ visit: fc.string().map(sheetHint), units: fc.integer({ min: 1, max: 7 }) }), {
			maxLength: 7
		})
	});

	it('[VI63] a code reads back as it was written, and one wrong sign is found', () => {
		fc.assert(
			fc.property(code, fc.nat(), (written, place) => {
				const text = writeSheetCode(written);
				expect(readSheetCode(text)).toEqual(written);
				expect(text).toMatch(/^[0-9A-Z:-]+$/);
				const at = place % text.length;
				const wrong = `${text.slice(0, at)}${text[at] === '7' ? '8' : '7'}${text.slice(at + 1)}`;
				expect(readSheetCode(wrong)).toBeNull();
			})
		);
	});

	it('[VI63] a code names nobody', () => {
		clientSheets(dayOf(planOf(visit('one'))), ANNA, stamp, tools);
		for (const id of [ANNA, TEAM, 'one', 'Anna', 'Elsa', 'Vallhed']) expect(codes.at(-1)?.includes(id)).toBe(false);
	});

	it('[VI67] no line is wider than its place, and none of its letters is lost', () => {
		const measure = (text: string) => Array.from(text).length;
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 4, max: 60 }), (text, width) => {
				const lines = wrap(text, width, measure);
				for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(width);
				expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
				expect(measure(fit(text, width, measure))).toBeLessThanOrEqual(width);
			})
		);
	});

	it('[VI68] copies are kept for 14 days back and 3 ahead, also where clocks change, and destroyed the day after', () => {
		const days = copyDays(Date.parse('2026-11-07T23:30:00Z'));
		expect([days.length, days[0], days.at(-1)]).toEqual([18, '2026-10-25', '2026-11-11']);
		expect(new Set(days).size).toBe(18);
		expect(destroyDay('2026-10-25')).toBe('2026-11-09');
	});

	it('[VI69] copies are the planners’ and administrators’, paper also the carers’, the lock the administrators’', () => {
		const actor = (roles: Actor['roles'], teams: string[] = [TEAM], organisation = 'o'): Actor => ({
			member: ANNA,
			company: null,
			device: null,
			roles,
			teams,
			rolesIn: Object.fromEntries(teams.map((team) => [team, roles])),
			organisation
		});
		const may = (who: Actor, type: string) => authorize(who, 'write', { type, organisation: 'o', scope: TEAM });
		const rights = (who: Actor) => ['copies', 'copies-made', 'copies-settings'].map((type) => may(who, type));
		expect(rights(actor(['planner']))).toEqual([true, true, false]);
		expect(rights(actor(['carer']))).toEqual([false, true, false]);
		expect(rights(actor(['administrator'], []))).toEqual([true, false, true]);
		expect(rights(actor(['planner'], ['d'.repeat(32)]))).toEqual([false, false, false]);
		expect(rights(actor(['planner', 'administrator'], [TEAM], 'other'))).toEqual([false, false, false]);
		expect(rights({ ...actor(['planner', 'administrator']), company: 'k' })).toEqual([false, false, false]);
	});
});
