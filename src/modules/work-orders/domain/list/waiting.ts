import * as v from 'valibot';
import { doneAt } from '#core/clock';
import type { Command } from '#core/command';
import { type WholeOrder, applyChanges } from '../order/changes.ts';
import { readAct } from '../order/commands.ts';
import { decide } from '../order/decide.ts';
import type { WorkOrder } from '../order/model.ts';
import type { ArrivedFile, Author } from '../order/verdict.ts';
import { type RegistrationState, decideRegistration, registrationSchema } from '../registering/registration.ts';
import type { Settings } from '../settings/settings.ts';
import type { OrderView } from './queries.ts';

// What the server has not decided yet, as it will. Pages load it when something waits: it stands on all that decides.

/** What waiting acts are judged by, beside the order itself. */
export interface WaitingContext {
	author: Author;
	settings: Settings;
	bundle: readonly WorkOrder[];
	/** ISO time. */
	now: string;
}

/**
 * An order with waiting commands applied by the same rules that the server will use. A waiting act that the rules
 * refuse by now changes nothing here; it stays in the outbox until the server has said so.
 */
export function withWaiting(whole: WholeOrder, commands: readonly Command[], context: WaitingContext): OrderView {
	let view = whole;
	const known = new Set(whole.log.map((entry) => entry.command));
	const waiting = commands.filter((command) => !known.has(command.id));
	for (const command of waiting) {
		const asked = readAct(command.kind, command.payload);
		if (!asked) continue;
		const { now, author, settings, bundle } = context;
		const arrived = asked.act === 'attach' ? expectedFile(asked.payload) : null;
		const { order, files } = view;
		const verdict = decide(
			asked,
			{ order, files, author, settings, bundle, arrived, contractorEmail: null },
			{ command: command.id, at: doneAtOf(command, now), now }
		);
		if (verdict.verdict === 'accepted') view = applyChanges(view, verdict.changes);
	}
	return { ...view, waiting };
}

/** The orders of registrations that the server has not decided, as they will be but for their numbers (0). */
export function waitingOrders(
	commands: readonly Command[],
	state: Omit<RegistrationState, 'number'>,
	now: string
): WholeOrder[] {
	return commands.flatMap((command) => {
		const asked = v.safeParse(registrationSchema, command.payload);
		if (!asked.success) return [];
		const moment = { command: command.id, at: doneAtOf(command, now), now };
		const verdict = decideRegistration(asked.output, { ...state, number: 0 }, moment);
		return verdict.verdict === 'accepted'
			? verdict.orders.map(({ order, log }) => ({ order, log: [log], files: [] }))
			: [];
	});
}

/** The moment that a command was done, as an ISO text, at the latest now. */
function doneAtOf(command: Command, now: string): string {
	return new Date(doneAt(command.at, { now: Date.parse(now) })).toISOString();
}

/** A picture that waits on the device is shown as attached; its id is the upload's until the server has named it. */
function expectedFile(payload: { upload: string; name: string }): ArrivedFile {
	const picture = /\.(jpe?g|png|webp|avif)$/i.test(payload.name);
	return { id: payload.upload, mediaType: picture ? 'image/jpeg' : 'application/octet-stream', bytes: 0, picture };
}
