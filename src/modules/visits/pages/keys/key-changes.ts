import { sealFor } from '#core/sealing';
import { teamChange } from '#modules/visits/domain/index.ts';
import {
	type KeyPlan,
	REMOVE_KEYS,
	WRITE_KEYS,
	encodeKeyPlan,
	writeContext
} from '#modules/visits/domain/keys/index.ts';
import { device } from '#device/device.svelte.ts';
import type { TeamPeople } from '../plan/team-people.svelte.ts';

/** This person's changes of a recipient's key plan that the server may not have, or whose result is on its way here. */
function ownChanges({ id }: TeamPeople, recipient: string) {
	return device.commands.filter(
		({ command: { kind, about, payload }, state }) =>
			(kind === WRITE_KEYS || kind === REMOVE_KEYS) &&
			about === id &&
			payload['recipient'] === recipient &&
			(state === 'waiting' || state === 'accepted' || state === 'kept')
	);
}

/** True while a change of a recipient's key plan waits for the server. */
export function keyChangeWaits(people: TeamPeople, recipient: string): boolean {
	return ownChanges(people, recipient).some(({ state }) => state === 'waiting');
}

/** The version that the next change replaces: what the team knows, or what this person has written after it. */
function replacedVersion(people: TeamPeople, recipient: string): number {
	const own = ownChanges(people, recipient).map(({ command }) => Number(command.payload['replaces']) + 1);
	return Math.max(people.keyPlans.get(recipient)?.version ?? 0, ...own);
}

/** Asks the server to keep a key plan: sealed here, so that nothing readable is kept on the device or sent. */
export async function writeKeyPlan(people: TeamPeople, recipient: string, plan: KeyPlan): Promise<boolean> {
	const server = device.session?.keysKey;
	if (!server) return false;
	const replaces = replacedVersion(people, recipient);
	const sealed = await sealFor(server, encodeKeyPlan(plan), writeContext(people.id, recipient, replaces));
	await device.act(WRITE_KEYS, people.id, { recipient, replaces, sealed });
	await saysKey(people, recipient);
	return true;
}

/** Lists and sheets say that there is a key, and nothing more of it. */
async function saysKey(people: TeamPeople, recipient: string): Promise<void> {
	const said = people.facts.recipients.get(recipient)?.keyInformation ?? true;
	const change = teamChange('recipients', recipient, { keyInformation: said }, { keyInformation: true });
	if (change) await people.change([change]);
}

/** Asks the server to forget a recipient's key plan. */
export async function removeKeyPlan(people: TeamPeople, recipient: string): Promise<void> {
	await device.act(REMOVE_KEYS, people.id, { recipient, replaces: replacedVersion(people, recipient) });
}
