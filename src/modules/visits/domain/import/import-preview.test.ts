import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { DAY, Person } from '#tests/merge/plans.ts';
import { moveVisit } from '../plan/edit.ts';
import { readTeam } from '../team/facts.ts';
import { importDay, previewDay, readImport, unknownPeople } from './import-plan.ts';

const TEAM = readTeam({
	carers: new Map([['c1', { name: 'Eva Ek' }]]),
	recipients: new Map([['r1', { name: 'Elsa Ö' }]])
});
const HEADER = ['id', 'datum', 'start', 'längd', 'brukare', 'medarbetare', 'adress'];
const read = (...rows: unknown[][]) => readImport([HEADER, ...rows], TEAM).days.get(DAY) ?? [];
const row = (id: string, start = '07:30', length = 30) => [id, DAY, start, length, 'Elsa Ö', 'Eva Ek', ''];

describe('what a file would do', () => {
	it('[VI56] says per day what is new, changed, the same and missing, and writes nothing', () => {
		const doc = new Y.Doc();
		importDay(doc, read(row('1'), row('2', '09:00'), row('3', '10:00')));
		const before = Y.encodeStateAsUpdate(doc);
		const next = read(row('1'), row('2', '09:15'), row('4', '11:00'));
		expect(previewDay(doc, next)).toEqual({ added: 1, changed: 1, same: 1, missing: 1 });
		expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
	});

	it('[VI56] once it is read in, the same file does nothing more, whatever people plan', () => {
		const doc = new Y.Doc();
		const visits = read(row('1'), row('2', '09:00'));
		importDay(doc, visits, true);
		moveVisit(doc, new Person('ann'), visits[0]?.id ?? '', { start: 600 });
		expect(previewDay(doc, visits)).toEqual({ added: 0, changed: 0, same: 2, missing: 0 });
	});

	it('[VI56] a visit that a file took away and another brings back is changed', () => {
		const doc = new Y.Doc();
		importDay(doc, read(row('1'), row('2', '09:00')));
		importDay(doc, read(row('1')), true);
		expect(previewDay(doc, read(row('1'), row('2', '09:00')))).toEqual({ added: 0, changed: 1, same: 1, missing: 0 });
	});
});

describe('people whom the team does not have', () => {
	const cells = [
		HEADER,
		['1', DAY, '07:30', 30, 'Karl K', 'Åke Ås', 'Torget 1'],
		['2', DAY, '08:30', 30, 'karl k', 'EVA EK', 'Torget 2'],
		['3', DAY, '09:30', 30, 'Elsa Ö', '', '']
	];

	it('[VI57] are named once, with the first address, by ids that follow from team and name', () => {
		const people = unknownPeople(cells, TEAM, 'team-1');
		expect(people.carers.map(({ name }) => name)).toEqual(['Åke Ås']);
		expect(people.recipients).toMatchObject([{ name: 'Karl K', address: 'Torget 1' }]);
		expect(unknownPeople(cells, TEAM, 'team-1')).toEqual(people);
		expect(unknownPeople(cells, TEAM, 'team-2').carers[0]?.id).not.toBe(people.carers[0]?.id);
	});

	it('[VI57] once they are added, their rows can be read', () => {
		const { carers, recipients } = unknownPeople(cells, TEAM, 'team-1');
		const team = readTeam({
			carers: new Map([...carers.map(({ id, name }) => [id, { name }] as const), ['c1', { name: 'Eva Ek' }]]),
			recipients: new Map([...recipients.map(({ id, name }) => [id, { name }] as const), ['r1', { name: 'Elsa Ö' }]])
		});
		expect(readImport(cells, TEAM).days.get(DAY)).toHaveLength(1);
		expect(readImport(cells, team).days.get(DAY)).toHaveLength(3);
		expect(unknownPeople(cells, team, 'team-1')).toEqual({ carers: [], recipients: [] });
	});

	it('[VI57] a file without a header, or without people, names nobody', () => {
		expect(unknownPeople([], TEAM, 't')).toEqual({ carers: [], recipients: [] });
		expect(unknownPeople([['datum'], [DAY]], TEAM, 't')).toEqual({ carers: [], recipients: [] });
	});
});
