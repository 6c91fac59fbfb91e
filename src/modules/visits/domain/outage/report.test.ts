import { describe, expect, it } from 'vitest';
import { type Outage, type ReportedVisit, outageReport, reportAsCsv, reportAsPage } from './index.ts';

const HOUR = 60 * 60 * 1000;
const FROM = 1_795_000_000_000;
const signed = { by: 'ann', at: FROM, device: 'd' };
const outage: Outage = {
	id: 'o',
	begun: [{ id: 'o', why: '', ...signed }],
	startedAt: FROM,
	endedAt: FROM + 3 * HOUR,
	ended: [],
	coordinator: null,
	phone: null,
	checklist: [
		{ id: 'print', text: null, done: signed },
		{ id: 'tell', text: null, done: null }
	],
	reached: new Map(),
	notes: [],
	copies: [],
	devices: [],
	timeline: []
};
const said = (outcome: string, more: object = {}) => ({
	outcome,
	start: null,
	at: FROM + HOUR,
	by: 'ann',
	way: 'visit' as const,
	...more
});
const visit = (id: string, more: Partial<ReportedVisit> = {}): ReportedVisit => ({
	id,
	day: '2026-11-18',
	start: FROM + HOUR,
	end: FROM + 1.5 * HOUR,
	latest: null,
	cancelled: false,
	carers: 1,
	registrations: [],
	...more
});
const report = (visits: ReportedVisit[], now = FROM + 4 * HOUR) => outageReport(outage, { visits, now });

describe('the report', () => {
	it('[OM22] names what was missed and why', () => {
		const { missed, visits, made } = report([
			visit('a', { registrations: [said('done')] }),
			visit('b'),
			visit('c', { registrations: [said('started')] }),
			visit('d', { registrations: [said('not-home')] }),
			visit('e', { carers: 2, registrations: [said('done')] }),
			visit('f', { cancelled: true }),
			visit('g', { start: FROM + 5 * HOUR, end: FROM + 6 * HOUR }),
			visit('h', { carers: 2, registrations: [said('refused'), said('done')] })
		]);
		expect(missed.map((each) => [each.visit.id, each.why])).toEqual([
			['b', 'unregistered'],
			['c', 'unregistered'],
			['d', 'not-home'],
			['e', 'one-of-two']
		]);
		expect([visits, made]).toEqual([6, 3]);
		expect(report([visit('b')], FROM + HOUR).missed).toEqual([]);
	});

	it('[OM22] has the visits of the outage, also those that go on when it begins', () => {
		const at = (from: number, to: number) => visit(`${from}`, { start: FROM + from * HOUR, end: FROM + to * HOUR });
		expect(report([at(-2, -1), at(-1, 0.5), at(2.9, 4), at(3, 4)]).visits).toBe(2);
	});

	it('[OM23] names what began late, and how late', () => {
		const began = (minutes: number) => [said('done', { start: FROM + HOUR + minutes * 60_000 })];
		const { late } = report([
			visit('a', { registrations: began(15) }),
			visit('b', { registrations: began(16) }),
			visit('c', { latest: FROM + 2 * HOUR, registrations: began(60) }),
			visit('d', { latest: FROM + 2 * HOUR, registrations: began(61) }),
			visit('e', { registrations: [said('done')] })
		]);
		expect(late.map((each) => [each.visit.id, each.minutes])).toEqual([
			['b', 16],
			['d', 61]
		]);
	});

	it('[OM24] names what was registered afterwards, oldest first', () => {
		const { afterwards } = report([
			visit('a', { registrations: [said('done', { way: 'afterwards', at: FROM + 9 * HOUR })] }),
			visit('b', { registrations: [said('done')] }),
			visit('c', { registrations: [said('done', { way: 'paper', by: 'bo' }), said('started', { way: 'paper' })] })
		]);
		expect(afterwards.map((each) => [each.visit.id, each.by, each.way])).toEqual([
			['c', 'bo', 'paper'],
			['a', 'ann', 'afterwards']
		]);
	});

	it('[VI130] counts copies as gone that the server’s log alone knows of, and names those of its time', () => {
		const copy = { what: 'plan', place: 'paper', from: '2026-11-18', to: '2026-11-18', holder: null, ...signed };
		const copies = [
			{ ...copy, id: 'x', number: '1', gone: { ...signed, at: FROM + 5 * HOUR } },
			{ ...copy, id: 'y', number: '2', gone: null },
			{ ...copy, id: 'z', number: '3', gone: null }
		];
		const inLog = (id: string, madeAt: number) => ({
			...copy,
			id,
			number: `log ${id}`,
			madeAt,
			goneAt: FROM + 9 * HOUR
		});
		const logged = [inLog('late', FROM + HOUR), inLog('y', FROM), inLog('x', FROM), inLog('early', FROM)];
		const outside = [inLog('before', FROM - 1), inLog('after', FROM + 3 * HOUR + 1)];
		const basis = { visits: [], now: FROM + 10 * HOUR, logged: [...logged, ...outside] };
		const { all, destroyed, left } = outageReport({ ...outage, copies }, basis).copies;
		expect(all.map(({ id, goneAt }) => [id, goneAt === null ? null : (goneAt - FROM) / HOUR])).toEqual([
			...[
				['x', 5],
				['y', 9],
				['z', null]
			],
			...[
				['early', 9],
				['late', 9]
			]
		]);
		expect([destroyed.length, left.map(({ number }) => number)]).toEqual([4, ['3']]);
	});

	it('[OM25] tells copies that are about from those that are gone', () => {
		const copy = { number: 'A-1', what: 'overview', place: 'paper', from: '', to: '', holder: null, ...signed };
		const copies = [
			{ ...copy, id: 'x', gone: signed },
			{ ...copy, id: 'y', gone: null }
		];
		const made = outageReport({ ...outage, copies }, { visits: [], now: FROM });
		expect([made.copies.destroyed.map(({ id }) => id), made.copies.left.map(({ id }) => id)]).toEqual([['x'], ['y']]);
		expect(made.unticked).toBe(1);
	});

	it('[OM26] as a file has every row, and nothing in it can run', () => {
		const text = {
			lang: 'sv',
			title: 'Rapport',
			facts: [['Orsak', '=HYPERLINK("http://x")']] as [string, string][],
			sections: [
				{ heading: 'Missade', columns: ['Dag', 'Vem'], rows: [['2026-11-23', '</td><script>alert(1)</script>;"å"']] },
				{ heading: 'Sena', columns: ['Dag'], rows: [] }
			],
			nothing: 'Inget.'
		};
		const csv = reportAsCsv(text);
		expect(csv.startsWith('\ufeffRapport\r\n')).toBe(true);
		expect(csv).toContain(`Orsak;"'=HYPERLINK(""http://x"")"`);
		expect(csv).toContain('2026-11-23;"</td><script>alert(1)</script>;""å"""');
		const page = reportAsPage(text);
		expect(page).not.toContain('<script');
		expect(page).toContain('&lt;script&gt;');
		expect(page).toContain("default-src 'none'");
		expect(page).toContain('<p>Inget.</p>');
	});
});
