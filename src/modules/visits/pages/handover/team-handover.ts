import { dayAfter, swedishDay } from '#swedish/dates';
import { OUTAGE_KIND } from '#modules/visits/domain/outage/index.ts';
import { PLAN_KIND, TEAM_KIND } from '#modules/visits/domain/index.ts';
import { deviceClock } from '#device/device-clock.svelte.ts';
import { Handover } from '#device/carrying/handover.svelte.ts';
import { device } from '#device/device.svelte.ts';

/** Yesterday's visits may still have to be registered; a week ahead is what people plan in a room together. */
const GIVEN = { back: 1, ahead: 7 } as const; // days

let current: { member: string; handover: Handover } | null = null;

/** The exchange of the member who is signed in: the same until somebody else is, so that a reading can go on. */
export function teamHandover(): Handover | null {
	const { session } = device;
	if (!session || session.teams.length === 0) return null;
	if (current?.member !== session.member) {
		const teams = session.teams.map(({ id }) => ({ id, indexedBy: TEAM_KIND.kind, isWanted }));
		current = { member: session.member, handover: new Handover(device, teams) };
	}
	return current.handover;
}

function isWanted({ kind, partition }: { kind: string; partition: string }): boolean {
	if (kind === OUTAGE_KIND.kind) return true;
	const today = swedishDay(deviceClock.now());
	return (
		kind === PLAN_KIND.kind && partition >= dayAfter(today, -GIVEN.back) && partition <= dayAfter(today, GIVEN.ahead)
	);
}
