import { describe, expect, it } from 'vitest';
import { LastAct } from './last-act.svelte.ts';

describe('the last act', () => {
	it('is told with whether it can be taken back, until the next', () => {
		const last = new LastAct();
		expect(last.told).toEqual({ text: '', undoable: false });
		last.done('Flyttat', true);
		expect(last.told).toEqual({ text: 'Flyttat', undoable: true });
		last.tell('Någon annan hann före');
		expect(last.told).toEqual({ text: 'Någon annan hann före', undoable: false });
	});

	it('has a way of its own to be taken back where it says so, once', () => {
		const last = new LastAct();
		expect(last.takeBack()).toBe(false);
		last.doneOnce('Påbörjat', () => 'Ångrat');
		expect(last.told.undoable).toBe(true);
		expect(last.takeBack()).toBe(true);
		expect(last.told).toEqual({ text: 'Ångrat', undoable: false });
		expect(last.takeBack()).toBe(false);
	});
});
