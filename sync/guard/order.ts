import * as Y from 'yjs';
import type { Found, Places } from './places.ts';
import type { Id, ScannedStruct, ScannedUpdate } from './scan.ts';

/**
 * True when an item of a list or text stands where no other item can lie between its neighbours: at the end of the list,
 * between two that stand side by side, or right behind what its own writer wrote just before. False says nothing yet.
 */
export function standsClose(struct: ScannedStruct, places: Places): boolean {
	const { origin, rightOrigin } = struct;
	if (origin === null && rightOrigin === null) return false;
	const left = origin && places.find(origin);
	if (origin && left && isScanned(left)) return goesOn(left, struct);
	const right = rightOrigin && places.find(rightOrigin);
	if (isMissing(origin, left) || isMissing(rightOrigin, right)) return false;
	return areNeighbours({ id: origin, item: left as Y.Item | null }, { id: rightOrigin, item: right as Y.Item | null });
}

/** A side of an item: what it names, and what holds that in the document; both null at the end of a list. */
interface Side {
	id: Id | null;
	item: Y.Item | null;
}

/** Collected, or of the update itself. */
function isMissing(id: Id | null, found: Found | null): boolean {
	return id !== null && !(found instanceof Y.Item);
}

function isScanned(found: Found): found is ScannedStruct {
	return !(found instanceof Y.Item) && !(found instanceof Y.GC);
}

/** The writer's last item, with the same right neighbour: the next letter of what is being typed. */
function goesOn(left: ScannedStruct, { client, clock, origin, rightOrigin }: ScannedStruct): boolean {
	const isLast = origin?.client === client && origin.clock === clock - 1;
	return isLast && left.rightOrigin?.client === rightOrigin?.client && left.rightOrigin?.clock === rightOrigin?.clock;
}

function areNeighbours(left: Side, right: Side): boolean {
	if (left.item !== null && left.item === right.item) return (left.id?.clock ?? 0) + 1 === right.id?.clock;
	return endsAt(left) && beginsAt(right) && isNext(left.item, right.item);
}

const endsAt = ({ id, item }: Side) => item === null || item.lastId.clock === id?.clock;
const beginsAt = ({ id, item }: Side) => item === null || item.id.clock === id?.clock;

function isNext(left: Y.Item | null, right: Y.Item | null): boolean {
	return left === null ? right?.left === null : left.right === right;
}

/**
 * Whether items could have been written where they say that they stand: in their writer's list nothing lay between their
 * neighbours, so whatever lies there now came from elsewhere at the same time. Yjs places items by that, and replicas
 * that were told otherwise part for good (Nicolaescu et al., "Near Real-Time Peer-to-Peer Shared Editing on Extensible
 * Data Types", 2016). Looked at in a copy, which costs: for few items only.
 */
export function areHonest(doubtful: readonly ScannedStruct[], document: Y.Doc, { bytes }: ScannedUpdate): boolean {
	if (doubtful.length === 0) return true;
	const copy = new Y.Doc({ gc: false });
	Y.applyUpdate(copy, Y.encodeStateAsUpdate(document), 'copy');
	Y.applyUpdate(copy, bytes, 'copy');
	/** By writer: items come in the order in which each wrote them, and who writes on knows more, never less. */
	const known = new Map<number, Known>();
	const honest = doubtful.every((struct) => isHonest(struct, copy, known));
	copy.destroy();
	return honest;
}

function isHonest(struct: ScannedStruct, copy: Y.Doc, ofWriters: Map<number, Known>): boolean {
	const own = itemAt(copy, struct);
	if (!own || !(own.parent instanceof Y.AbstractType)) return true; // Yjs has dropped it
	const { origin, rightOrigin } = struct;
	const known = ofWriters.get(struct.client) ?? new Map<number, number>();
	ofWriters.set(struct.client, known);
	learn(known, struct, copy);
	const pieces = piecesAfter(origin, own.parent._start, copy);
	for (const { item, start } of pieces) {
		const isRight = rightOrigin !== null && holds(item, rightOrigin) && rightOrigin.clock >= start;
		const until = isRight ? rightOrigin.clock : item.id.clock + item.length;
		if (start < until && start <= (known.get(item.id.client) ?? -1)) return false;
		if (isRight) return true;
	}
	return rightOrigin === null;
}

/** What stands behind an item in its list, or all of it; the first piece may begin within a run. */
function* piecesAfter(left: Id | null, first: Y.Item | null, copy: Y.Doc): Generator<{ item: Y.Item; start: number }> {
	let item = first;
	if (left) {
		const run = itemAt(copy, left);
		if (run) yield { item: run, start: left.clock + 1 };
		item = run?.right ?? null;
	}
	for (; item !== null; item = item.right) yield { item, start: item.id.clock };
}

function holds({ id, length }: Y.Item, { client, clock }: Id): boolean {
	return client === id.client && clock >= id.clock && clock < id.clock + length;
}

/** What a writer had when it wrote an item: of each client everything up to a clock. */
type Known = Map<number, number>;

/** Adds what the writer of an item must have had: its neighbours, what it wrote before, and all that these build on. */
function learn(known: Known, { client, clock, origin, rightOrigin }: ScannedStruct, copy: Y.Doc): void {
	const left: Id[] = [{ client, clock: clock - 1 }];
	for (const id of [origin, rightOrigin]) if (id) left.push(id);
	for (let id = left.pop(); id; id = left.pop()) {
		const before = known.get(id.client) ?? -1;
		if (id.clock <= before) continue;
		known.set(id.client, id.clock);
		left.push(...builtOn(copy, id, before + 1));
	}
}

/** What the items of a client, from a clock to another, name as their neighbours. */
function builtOn(copy: Y.Doc, { client, clock }: Id, from: number): Id[] {
	const structs = copy.store.clients.get(client) ?? [];
	const ids: Id[] = [];
	for (let index = Y.findIndexSS(structs, from); index < structs.length; index += 1) {
		const struct = structs[index];
		if (!struct || struct.id.clock > clock) break;
		if (!(struct instanceof Y.Item)) continue;
		for (const id of [struct.origin, struct.rightOrigin]) if (id) ids.push({ client: id.client, clock: id.clock });
	}
	return ids;
}

function itemAt(document: Y.Doc, { client, clock }: Id): Y.Item | null {
	const structs = document.store.clients.get(client) ?? [];
	const found = clock < Y.getState(document.store, client) ? structs[Y.findIndexSS(structs, clock)] : undefined;
	return found instanceof Y.Item ? found : null;
}
