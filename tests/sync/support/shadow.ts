import * as Y from 'yjs';
import type { RootRule } from '#core/document-kind';

/** What applying an update to a copy of the document shows: the slow truth that the guard is checked against. */
export interface ShadowVerdict {
	gap: boolean;
	news: boolean;
	/** Rules that the update broke, by what it did. */
	broken: Set<'root' | 'append' | 'keep'>;
	/** Roots that something was written to or deleted from. */
	touched: Set<string>;
}

/** A copy with the same items: the copy may be spoilt, the document not. */
export function copyOf(document: Y.Doc): Y.Doc {
	const copy = new Y.Doc({ gc: document.gc });
	Y.applyUpdate(copy, Y.encodeStateAsUpdate(document), 'copy');
	return copy;
}

/** Applies an update to a copy and sees what it does there. */
export function shadowVerdict(
	document: Y.Doc,
	update: Uint8Array,
	rootRule: (root: string) => RootRule | null
): ShadowVerdict {
	const shadow = copyOf(document);
	const before = liveItems(shadow);
	const slots = liveSlots(before);
	const state = Y.snapshot(shadow);
	const touched = new Set<string>();
	shadow.on('afterTransaction', (transaction) => {
		for (const type of transaction.changed.keys()) touched.add(rootOf(type as Y.AbstractType<unknown>));
	});
	shadow.gc = false;
	Y.applyUpdate(shadow, update, 'shadow');
	const { pendingStructs, pendingDs } = shadow.store;
	const broken = new Set<'root' | 'append' | 'keep'>();
	for (const root of touched) if ((rootRule(root) ?? 'none') === 'none') broken.add('root');
	for (const item of before) if (item.deleted) judgeLoss(item, slots, rootRule, broken);
	for (const item of itemsAfter(shadow, state)) {
		if (item.deleted && isWithdrawn(item, before) && rootRule(rootOf(parentOf(item))) === 'append')
			broken.add('append');
	}
	return {
		gap: pendingStructs !== null || pendingDs !== null,
		news: !Y.equalSnapshots(state, Y.snapshot(shadow)),
		broken,
		touched
	};
}

/** Added and deleted at once, and not because an earlier value of its key won. */
function isWithdrawn(item: Y.Item, before: readonly Y.Item[]): boolean {
	const winner = item.parentSub === null ? undefined : parentOf(item)._map.get(item.parentSub);
	return winner === undefined || !before.includes(winner);
}

function itemsAfter(document: Y.Doc, { sv }: Y.Snapshot): Y.Item[] {
	return Array.from(document.store.clients.values())
		.flat()
		.filter(
			(struct): struct is Y.Item => struct instanceof Y.Item && struct.id.clock >= (sv.get(struct.id.client) ?? 0)
		);
}

const parentOf = (item: Y.Item) => item.parent as Y.AbstractType<unknown>;

function judgeLoss(
	item: Y.Item,
	slots: Map<Y.AbstractType<unknown>, Set<string>>,
	rootRule: (root: string) => RootRule | null,
	broken: Set<'root' | 'append' | 'keep'>
): void {
	const parent = item.parent as Y.AbstractType<unknown>;
	const rule = rootRule(rootOf(parent));
	if (rule === 'append') broken.add('append');
	if (rule !== 'keep' || isGone(parent)) return;
	if (item.parentSub === null) broken.add('keep');
	else if (slots.get(parent)?.has(item.parentSub) && parent._map.get(item.parentSub)?.deleted) broken.add('keep');
}

function liveItems(document: Y.Doc): Y.Item[] {
	return Array.from(document.store.clients.values())
		.flat()
		.filter((struct): struct is Y.Item => struct instanceof Y.Item && !struct.deleted);
}

function liveSlots(items: readonly Y.Item[]): Map<Y.AbstractType<unknown>, Set<string>> {
	const slots = new Map<Y.AbstractType<unknown>, Set<string>>();
	for (const { parent, parentSub } of items) {
		if (parentSub === null) continue;
		const container = parent as Y.AbstractType<unknown>;
		slots.set(container, (slots.get(container) ?? new Set()).add(parentSub));
	}
	return slots;
}

function isGone(type: Y.AbstractType<unknown>): boolean {
	for (let at = type; at._item !== null; at = at._item.parent as Y.AbstractType<unknown>) {
		if (at._item.deleted) return true;
	}
	return false;
}

function rootOf(type: Y.AbstractType<unknown>): string {
	let at = type;
	while (at._item !== null) at = at._item.parent as Y.AbstractType<unknown>;
	return Y.findRootTypeKey(at);
}
