import { type Result, ok, refuse } from '#core/result';
import { standsClose } from './order.ts';
import { MAX_TYPE_DEPTH } from './size-limits.ts';
import { type Found, NOT_A_TYPE, type Place, type Places } from './places.ts';
import type { Id, ScannedClient, ScannedStruct } from './scan.ts';
import { CONTENT } from './scan-content.ts';

/** Why an item has no place: something is missing, or no encoder would write it. */
export type PlaceRefusal = 'gap' | 'malformed' | 'limit';

/** One client's items on their way into the document. */
interface Queue {
	section: ScannedClient;
	next: number;
	/** What the next item waits for: asked again before anything else, so that waiting costs little. */
	waitsFor: Id | null;
}

/**
 * Puts the new items of an update in an order in which Yjs can take them, finds each one's place, and hands both to
 * `visit`. `gap` when something that they build on is missing, which includes items that wait for one another.
 */
export function resolveAll<Code extends string>(
	sections: readonly ScannedClient[],
	places: Places,
	visit: (struct: ScannedStruct, place: Place | null) => Code | null
): Result<null, PlaceRefusal | Code> {
	const queues = new Map(sections.map((section) => [section.client, newQueue(section, places)]));
	let moved = true;
	while (moved) {
		moved = false;
		for (const queue of queues.values()) {
			const before = queue.next;
			const code = advance(queue, queues, places, visit);
			if (code !== null) return refuse(code);
			moved ||= queue.next > before && queues.size > 1;
		}
	}
	for (const queue of queues.values()) if (nextOf(queue)) return refuse('gap');
	return ok(null);
}

/** Takes items of one queue until one has to wait. */
function advance<Code extends string>(
	queue: Queue,
	queues: ReadonlyMap<number, Queue>,
	places: Places,
	visit: (struct: ScannedStruct, place: Place | null) => Code | null
): PlaceRefusal | Code | null {
	for (let struct = readyStruct(queue, queues, places); struct; struct = readyStruct(queue, queues, places)) {
		const code = place(struct, places, visit);
		if (code !== null) return code;
		queue.next += 1;
	}
	return null;
}

function newQueue(section: ScannedClient, places: Places): Queue {
	const known = places.known(section.client);
	const first = section.structs.findIndex((struct) => struct.clock + struct.length > known);
	return { section, next: first, waitsFor: null };
}

const nextOf = ({ section, next }: Queue): ScannedStruct | undefined => section.structs[next];

/** The next item of a queue, if everything that it builds on is there. */
function readyStruct(queue: Queue, queues: ReadonlyMap<number, Queue>, places: Places): ScannedStruct | null {
	const struct = nextOf(queue);
	if (!struct || (queue.waitsFor && !isThere(queue.waitsFor, queues, places))) return null;
	queue.waitsFor = null;
	const { origin, rightOrigin, parent } = struct;
	if (origin && !isThere(origin, queues, places)) queue.waitsFor = origin;
	else if (rightOrigin && !isThere(rightOrigin, queues, places)) queue.waitsFor = rightOrigin;
	else if (isId(parent) && !isThere(parent, queues, places)) queue.waitsFor = parent;
	return queue.waitsFor === null ? struct : null;
}

function isId(parent: string | Id | null): parent is Id {
	return parent !== null && typeof parent === 'object';
}

function isThere({ client, clock }: Id, queues: ReadonlyMap<number, Queue>, places: Places): boolean {
	if (clock < places.known(client)) return true;
	const queue = queues.get(client);
	return queue !== undefined && clock < (nextOf(queue)?.clock ?? queue.section.end);
}

function place<Code extends string>(
	struct: ScannedStruct,
	places: Places,
	visit: (struct: ScannedStruct, place: Place | null) => Code | null
): PlaceRefusal | Code | null {
	const found = resolve(struct, places);
	if (!found.ok) return found.code;
	places.note(struct, found.value);
	return visit(struct, found.value);
}

/** The place of one item whose neighbours are all there. */
function resolve(struct: ScannedStruct, places: Places): Result<Place | null, PlaceRefusal> {
	if (struct.content === CONTENT.gc) return ok(null);
	const found = struct.parent === null ? besideNeighbours(struct, places) : inParent(struct, struct.parent, places);
	if (!found.ok || found.value === null) return found;
	if (found.value.key !== null && struct.rightOrigin !== null) return refuse('malformed');
	if (found.value.depth + Number(struct.content === CONTENT.type) > MAX_TYPE_DEPTH) return refuse('limit');
	if (found.value.key === null && !standsClose(struct, places)) places.doubtful.push(struct);
	return continuesInPlace(struct, found.value, places) ? found : refuse('malformed');
}

function inParent({ key }: ScannedStruct, parent: string | Id, places: Places): Result<Place | null, PlaceRefusal> {
	if (typeof parent === 'string') return ok(places.inRoot(parent, key));
	const item = places.find(parent);
	if (!item) return refuse('gap');
	const inside = places.inside(item, key);
	return inside === NOT_A_TYPE ? refuse('malformed') : ok(inside);
}

/** An item without a parent of its own lies where its neighbours lie; those must agree. */
function besideNeighbours(struct: ScannedStruct, places: Places): Result<Place | null, PlaceRefusal> {
	const ids = [struct.origin, struct.rightOrigin].filter((id) => id !== null);
	const neighbours: Found[] = [];
	for (const id of ids) {
		const neighbour = places.find(id);
		if (!neighbour) return refuse('gap');
		neighbours.push(neighbour);
	}
	const [first = null, second = first] = neighbours.map((neighbour) => places.of(neighbour));
	if (first === null || second === null) return ok(null); // beside something collected, Yjs drops it
	return isSame(first, second) ? ok(first) : refuse('malformed');
}

/** A run whose beginning the document has goes on where that beginning lies, whatever its own parent says. */
function continuesInPlace(struct: ScannedStruct, place: Place, places: Places): boolean {
	const known = places.known(struct.client);
	if (struct.clock >= known) return true;
	const before = places.find({ client: struct.client, clock: known - 1 });
	const beginning = before ? places.of(before) : null;
	return beginning === null || isSame(beginning, place);
}

function isSame(a: Place, b: Place): boolean {
	return a.container === b.container && a.key === b.key;
}
