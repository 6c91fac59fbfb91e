import * as fc from 'fast-check';
import { expect } from 'vitest';
import type * as Y from 'yjs';
import { HybridClock } from '#core/clock';
import {
	type Author,
	type Flag,
	type NewVisit,
	type PlanDay,
	type SourceVisit,
	USUAL_VISIT,
	openFlags,
	readPlan,
	writeSource
} from '#modules/visits/domain/index.ts';
import { Replicas, sortedContent } from './replicas.ts';
import { tries } from '../support/size.ts';

export const DAY = '2026-11-23';
const ROOTS = ['visits', 'ops', 'registrations', 'notes'];

/** A person with a clock that is set by hand. */
export class Person implements Author {
	readonly member: string;
	readonly device: string;
	readonly clock: HybridClock;
	now: number;

	constructor(name: string, now = 1_000_000) {
		this.member = name;
		this.device = name.charCodeAt(0).toString(16).padStart(32, '0');
		this.now = now;
		this.clock = new HybridClock({ now: () => this.now }, this.device);
	}
}

/** A visit as an import brings it. */
export function imported(id: string, more: Partial<NewVisit> = {}): SourceVisit {
	return { ...USUAL_VISIT, origin: 'import', id, recipient: `r-${id}`, start: 480, length: 30, a: 'E1', ...more };
}

/** Three copies of a day, of which two people edit one each without knowing of each other. */
export class Scene {
	readonly replicas: Replicas;
	readonly ann = new Person('ann');
	readonly bo = new Person('bo');
	/** True when what Bo does is stamped later than what Ann does. */
	readonly boLater: boolean;

	constructor(clientIds: readonly number[], boLater: boolean, visits: readonly SourceVisit[]) {
		this.replicas = new Replicas(3, clientIds);
		this.boLater = boLater;
		writeSource(this.doc, visits);
		this.replicas.syncAll();
	}

	/** Ann's copy. */
	get doc(): Y.Doc {
		return this.replicas.at(0);
	}

	/** Bo's copy. */
	get other(): Y.Doc {
		return this.replicas.at(1);
	}

	/** The day as every copy has it; fails when they differ. */
	plan(): PlanDay {
		return samePlan(this.replicas);
	}

	/** Both act apart, by clocks that stand as the scene says. */
	apart(ann: (doc: Y.Doc, author: Person) => unknown, bo: (doc: Y.Doc, author: Person) => unknown): void {
		this.ann.now += 10_000;
		this.bo.now = this.ann.now + (this.boLater ? 5000 : -5000);
		ann(this.doc, this.ann);
		bo(this.other, this.bo);
		this.ann.now += 10_000;
		this.bo.now = this.ann.now;
	}

	/** Brings everything everywhere in some order. */
	meet(order: readonly (readonly [number, number])[] = []): PlanDay {
		for (const [from, to] of order) if (from !== to) this.replicas.sync(from, to);
		this.replicas.syncAll();
		return this.plan();
	}
}

/** What a row of the catalogue does and expects. */
export interface Row {
	visits?: readonly SourceVisit[];
	/** What both know of before they part. */
	before?: (doc: Y.Doc, author: Person) => unknown;
	ann: (doc: Y.Doc, author: Person) => unknown;
	bo: (doc: Y.Doc, author: Person) => unknown;
	then: (plan: PlanDay, flags: readonly Flag[], scene: Scene) => void;
}

/** Plays a row with both orders of client ids and of clocks, and with many orders of exchange. */
export function everyWay({ visits = [imported('v1')], before, ann, bo, then }: Row): void {
	const exchange = fc.array(fc.tuple(fc.nat(2), fc.nat(2)), { maxLength: 8 });
	const setting = fc.record({ reversed: fc.boolean(), boLater: fc.boolean(), exchange });
	const examples = [false, true].flatMap((reversed) =>
		[false, true].map(
			(boLater) =>
				[{ reversed, boLater, exchange: [] }] as [
					{
						reversed: boolean;
						boLater: boolean;
						exchange: [number, number][];
					}
				]
		)
	);
	fc.assert(
		fc.property(setting, ({ reversed, boLater, exchange: order }) => {
			const scene = new Scene(reversed ? [3, 2, 1] : [1, 2, 3], boLater, visits);
			if (before) {
				before(scene.doc, scene.ann);
				scene.meet();
			}
			scene.apart(ann, bo);
			const plan = scene.meet(order);
			then(plan, openFlags(plan), scene);
		}),
		{ numRuns: tries(8, 200), examples }
	);
}

/** The day of copies that have met: the same content, the same plan, the same flags. */
export function samePlan(replicas: Replicas): PlanDay {
	const [first, ...others] = replicas.docs.map((doc) => ({
		content: ROOTS.map((root) => sortedContent(doc.getMap(root))),
		plan: readPlan(doc, DAY)
	}));
	if (!first) throw new RangeError('No replicas');
	for (const { content, plan } of others) {
		expect(content).toEqual(first.content);
		expect(plan).toEqual(first.plan);
		expect(openFlags(plan)).toEqual(openFlags(first.plan));
	}
	return first.plan;
}

/** The visit of a day; throws when it is lost. */
export function visitOf(plan: PlanDay, id = 'v1') {
	const visit = plan.byId.get(id);
	if (!visit) throw new RangeError(`No visit ${id}`);
	return visit;
}

/** The reasons of flags with what they are about, sorted: `later-change v1/a`. */
export function reasons(flags: readonly Flag[]): string[] {
	return flags.map(({ reason, visit, field }) => `${reason} ${visit}${field ? `/${field}` : ''}`).sort();
}

/** Every value that a flag shows. */
export function shown(flag: Flag | undefined): unknown[] {
	return flag ? [flag.winner, ...flag.losers].map(({ value }) => value).sort() : [];
}
