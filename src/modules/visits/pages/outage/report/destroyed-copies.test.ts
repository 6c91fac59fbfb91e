import { describe, expect, it, vi } from 'vitest';
import { destroyedCopies } from './destroyed-copies.ts';

const getCopies = vi.hoisted(() => vi.fn());
vi.mock('#modules/visits/device/copies/copies-api.ts', () => ({ getCopies }));

const row = (more: object) => ({
	id: 'c1',
	teamId: 'a',
	how: 'person',
	number: 'K-1',
	what: 'overview',
	from: '2026-11-23',
	to: '2026-11-23',
	madeAt: '2026-11-23T10:00:00Z',
	destroyedAt: '2026-11-24T10:00:00Z',
	...more
});

describe('the copies that were destroyed', () => {
	it('are the team’s own that a person has noted', async () => {
		const copies = [row({}), row({ id: 'c2', teamId: 'b' }), row({ id: 'c3', how: 'replaced' })];
		getCopies.mockResolvedValueOnce({ ok: true, value: { copies } });
		const answer = await destroyedCopies({ id: 'a' });
		expect(answer).toMatchObject({ ok: true, value: [{ id: 'c1', goneAt: Date.parse('2026-11-24T10:00:00Z') }] });
		expect(answer.ok && answer.value).toHaveLength(1);
	});

	it('are not known without the server', async () => {
		getCopies.mockResolvedValueOnce({ ok: false, code: 'offline' });
		expect(await destroyedCopies({ id: 'a' })).toEqual({ ok: false, code: 'offline' });
	});
});
