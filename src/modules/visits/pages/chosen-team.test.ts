import { describe, expect, it, vi } from 'vitest';
import { chosenTeam } from './chosen-team.ts';

const device = vi.hoisted(() => ({ session: null as { teams?: { id: string; name: string }[] } | null }));
vi.mock('#device/device.svelte.ts', () => ({ device }));
const url = (query: string) => new URL(`https://app.example/besok${query}`);

describe('the team of an address', () => {
	it('is the one that is named, if it is one’s own, else the first', () => {
		device.session = {
			teams: [
				{ id: 'a', name: 'Norr' },
				{ id: 'b', name: 'Söder' }
			]
		};
		expect(chosenTeam(url('?team=b'))?.name).toBe('Söder');
		expect(chosenTeam(url('?team=x'))?.name).toBe('Norr');
		expect(chosenTeam(url(''))?.name).toBe('Norr');
	});
	it('is none for who has no team, or is not signed in', () => {
		device.session = {};
		expect(chosenTeam(url('?team=a'))).toBeNull();
		device.session = null;
		expect(chosenTeam(url(''))).toBeNull();
	});
});
