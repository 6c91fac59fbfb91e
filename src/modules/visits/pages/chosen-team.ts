import { device } from '#device/device.svelte.ts';

/** The team that an address names, or the first one; null for who has no team. Teams' ids say nothing about anybody. */
export function chosenTeam(url: URL): { id: string; name: string } | null {
	const teams = device.session?.teams ?? [];
	const asked = url.searchParams.get('team');
	return teams.find(({ id }) => id === asked) ?? teams[0] ?? null;
}
