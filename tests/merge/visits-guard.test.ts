import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { newId } from '#core/id';
import {
	PLAN_KIND,
	addVisit,
	assign,
	cancelVisit,
	moveVisit,
	openFlags,
	pinVisit,
	readPlan,
	registerVisit,
	setAbsence,
	splitVisit,
	swap,
	undo,
	withdrawFromSource,
	writeSource
} from '#modules/visits/domain/index.ts';
import { isPlanEntry } from '#modules/visits/domain/plan/entries.ts';
import { guardUpdate } from '#sync/guard/judge';
import { DAY, Person, imported } from './plans.ts';

/** A server's copy that takes only what the guard lets through. */
class Guarded {
	readonly doc = new Y.Doc();
	readonly verdicts: string[] = [];

	/** A device's copy whose every change is sent as it is made. */
	device(): Y.Doc {
		const copy = new Y.Doc();
		Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.doc), 'server');
		copy.on('update', (bytes: Uint8Array, origin: unknown) => {
			if (origin !== 'server') this.take(bytes);
		});
		return copy;
	}

	take(bytes: Uint8Array): void {
		const author = new Person('ann');
		const verdict = guardUpdate(bytes, {
			document: this.doc,
			kind: { ...PLAN_KIND, contents: { isEntry: isPlanEntry } },
			claims: new Map(),
			author
		});
		this.verdicts.push(verdict.ok ? 'ok' : verdict.code);
		if (verdict.ok) Y.applyUpdate(this.doc, bytes, 'device');
	}
}

const refused = ({ verdicts }: Guarded) => verdicts.filter((verdict) => verdict !== 'ok');

/** Everything that a plan holds and nobody may take away. */
const written = (doc: Y.Doc) => ['visits', 'ops', 'registrations'].map((root) => doc.getMap(root).toJSON());

describe('what devices send of a plan', () => {
	it('[VI47] is let through, whatever people do', () => {
		const server = new Guarded();
		const doc = server.device();
		const ann = new Person('ann');
		writeSource(doc, [imported('v1', { length: 60 }), imported('v2', { start: 600 })]);
		writeSource(doc, [imported('v1', { length: 45 }), imported('v2', { start: 620 })]);
		assign(doc, ann, 'v1', 'a', 'E2');
		moveVisit(doc, ann, 'v1', { start: 500, carer: 'E3' });
		pinVisit(doc, ann, 'v1');
		splitVisit(doc, ann, 'v1', 520);
		undo(doc, ann);
		swap(doc, ann, { visit: 'v1', slot: 'a' }, { visit: 'v2', slot: 'a' });
		cancelVisit(doc, ann, 'v2', 'sjukhus');
		addVisit(doc, ann, { id: newId(), recipient: 'elsa', start: 700, length: 15 });
		registerVisit(doc, ann, 'v1', { person: 'E3', outcome: 'done' });
		setAbsence(doc, ann, 'E1', DAY, { from: 0, to: 1440 });
		withdrawFromSource(doc, ['v2'], 'not-in-source');
		expect(refused(server)).toEqual([]);
		expect(server.verdicts.length).toBe(13);
		expect(readPlan(server.doc, DAY)).toEqual(readPlan(doc, DAY));
	});

	it('[VI47] is let through when a whole day is imported', () => {
		const server = new Guarded();
		const visits = Array.from({ length: 900 }, (_unused, index) =>
			imported(index.toString(16).padStart(32, '0'), {
				recipient: newId(),
				a: newId(),
				tasks: ['Hjälp med dusch och påklädning', 'Frukost', 'Läkemedel enligt signeringslista'],
				needs: ['insulin', 'licence'],
				window: { from: 420, to: 600 },
				address: 'Stora Vägen 114 B, 311 00 Vallhed'
			})
		);
		writeSource(server.device(), visits);
		expect(refused(server)).toEqual([]);
		expect(readPlan(server.doc, DAY).visits).toHaveLength(900);
	});

	it('[VI47] the same line of a sheet, registered on two devices, is let through and is there once', () => {
		const server = new Guarded();
		writeSource(server.device(), [imported('v1')]);
		const [one, other] = [server.device(), server.device()];
		for (const doc of [one, other]) {
			registerVisit(doc, new Person('ann'), 'v1', { person: 'E1', outcome: 'done', line: 'sheet-1' });
		}
		expect(refused(server)).toEqual([]);
		const [visit] = readPlan(server.doc, DAY).visits;
		expect(visit?.registrations).toHaveLength(1);
		expect(visit?.registrations[0]?.keys).toHaveLength(2);
		expect(openFlags(readPlan(server.doc, DAY))).toEqual([]);
	});

	it('[VI47] cannot take away or replace what happened', () => {
		const server = new Guarded();
		const doc = server.device();
		writeSource(doc, [imported('v1')]);
		registerVisit(doc, new Person('ann'), 'v1', { person: 'E1', outcome: 'done' });
		assign(doc, new Person('ann'), 'v1', 'a', 'E2');
		const known = written(doc);
		const [operation = ''] = [...doc.getMap('ops').keys()];
		const [registration = ''] = [...doc.getMap('registrations').keys()];
		const spoil: ((copy: Y.Doc) => unknown)[] = [
			(copy) => {
				copy.getMap('registrations').delete(registration);
			},
			(copy) => copy.getMap('registrations').set(registration, { outcome: 'refused' }),
			(copy) => copy.getMap('ops').set(operation, { to: 'E9', prev: [], at: '0', by: 'x' }),
			(copy) => {
				copy.getMap('visits').delete('v1/src.start');
			},
			(copy) => copy.getMap('more').set('x', 1)
		];
		for (const act of spoil) act(server.device());
		expect(refused(server)).toHaveLength(spoil.length);
		expect(written(server.doc)).toEqual(known);
	});
});
