import * as v from 'valibot';
import { newId } from '#core/id';
import {
	type KnownPlace,
	type OrderType,
	type Priority,
	type RegistrationInput,
	type RegistrationPayload,
	registrationSchema
} from '#modules/work-orders/domain/index.ts';
import { t } from '#modules/work-orders/words/office.ts';

type Use = 'none' | 'homePhone' | 'workPhone' | 'otherPhone';

/** One order of the bundle as it is being filled in. */
export interface DraftOrder {
	id: string;
	contractor: string;
	type: OrderType;
	priority: Priority;
	room: string;
	roomCode: string;
	unit: string;
	phrase: string;
	description: string;
	replaceWith: string;
	waitsFor: string[];
}

/** A bundle as it is being filled in: texts only, so that it is kept as it stands. */
export interface Draft {
	place: Record<
		'number' | 'address' | 'postalCode' | 'city' | 'floor' | 'type' | 'area' | 'administrativeArea',
		string
	>;
	tenant: Record<'name' | 'homePhone' | 'workPhone' | 'otherPhone' | 'movingIn' | 'keyInformation' | 'comment', string>;
	/** Somebody else who has reported it; nobody when the name is empty. */
	reporter: Record<'name' | 'phone', string>;
	use: Use;
	masterKey: 'unknown' | 'yes' | 'no';
	orders: DraftOrder[];
}

/** An order with nothing filled in. */
export function emptyOrder(contractor: string): DraftOrder {
	const texts = { room: '', roomCode: '', unit: '', phrase: '', description: '', replaceWith: '' };
	return { ...texts, id: newId(), contractor, type: 'fault', priority: 'normal', waitsFor: [] };
}

/** A bundle of one order with nothing filled in. */
export function emptyDraft(contractor: string): Draft {
	return {
		place: { number: '', address: '', postalCode: '', city: '', floor: '', type: '', area: '', administrativeArea: '' },
		tenant: { name: '', homePhone: '', workPhone: '', otherPhone: '', movingIn: '', keyInformation: '', comment: '' },
		reporter: { name: '', phone: '' },
		use: 'none',
		masterKey: 'unknown',
		orders: [emptyOrder(contractor)]
	};
}

/** A draft as an earlier version of the form has kept it, with what it did not know. */
export function completeDraft(kept: Draft, contractor: string): Draft {
	const empty = emptyDraft(contractor);
	return {
		...empty,
		...kept,
		tenant: { ...empty.tenant, ...kept.tenant },
		orders: kept.orders.map((order) => ({ ...emptyOrder(contractor), ...order }))
	};
}

/** The draft with an object that is known from earlier orders. */
export function withKnownPlace(draft: Draft, { place, tenant }: KnownPlace): Draft {
	const { name, homePhone, workPhone, otherPhone, movingIn, keyInformation, comment, use, masterKey } = tenant;
	return {
		...draft,
		place: { ...place },
		tenant: { name, homePhone, workPhone, otherPhone, movingIn: movingIn ?? '', keyInformation, comment },
		use: use ?? 'none',
		masterKey: masterKey === null ? 'unknown' : masterKey ? 'yes' : 'no'
	};
}

/** What stops a draft from being registered, by field: `address`, or `ORDER contractor`. */
export type DraftProblems = Readonly<Record<string, string>>;

/** The draft as a bundle to register, or what is missing. */
export function readDraft(draft: Draft): { orders: RegistrationInput['orders'] } | { problems: DraftProblems } {
	const { errors } = t.registration;
	const problems: Record<string, string> = {};
	if (!draft.place.number.trim()) problems['number'] = errors.number;
	if (!draft.place.address.trim()) problems['address'] = errors.address;
	for (const { id, contractor, phrase } of draft.orders) {
		if (!contractor) problems[`${id} contractor`] = errors.contractor;
		if (!phrase.trim()) problems[`${id} phrase`] = errors.phrase;
	}
	if (Object.keys(problems).length > 0) return { problems };
	const orders = draft.orders.map((order) => toOrder(draft, order));
	const checked = v.safeParse(registrationSchema, { orders });
	return checked.success ? { orders: toInput(checked.output) } : { problems: { form: errors.malformed } };
}

const toInput = ({ orders }: RegistrationPayload): RegistrationInput['orders'] => orders;

function toOrder(draft: Draft, order: DraftOrder): RegistrationInput['orders'][number] {
	const { place, tenant, reporter, use, masterKey } = draft;
	const { id, contractor, type, priority, room, roomCode, unit, phrase, description, replaceWith, waitsFor } = order;
	return {
		id,
		waitsFor: [...waitsFor],
		order: {
			contractor,
			type,
			priority,
			phrase: phrase.trim(),
			description,
			place: { ...place, number: place.number.trim(), address: place.address.trim() },
			tenant: {
				...tenant,
				movingIn: tenant.movingIn || null,
				use: use === 'none' ? null : use,
				masterKey: masterKey === 'unknown' ? null : masterKey === 'yes'
			},
			reporter: reporter.name.trim() ? reporter : null,
			concerns: { room, roomCode, unit },
			newUnit: replaceWith.trim() ? { replaceWith: replaceWith.trim() } : null
		}
	};
}
