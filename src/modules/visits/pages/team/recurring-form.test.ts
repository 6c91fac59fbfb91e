import { describe, expect, it } from 'vitest';
import { readForm } from '../plan/visit-form.ts';
import { formOfRecurrence } from './recurring-form.ts';

type Recurrence = Parameters<typeof formOfRecurrence>[0];
const of = (visit: object) => ({ visit: { recipient: 'r1', start: 450, length: 45, ...visit } }) as Recurrence;

describe('a recurring visit as a form', () => {
	it('is filled with what is usual where nothing was written', () => {
		expect(formOfRecurrence(of({}))).toMatchObject({
			recipient: 'r1',
			start: '07:30',
			length: '45',
			windowFrom: '',
			a: '',
			tasks: '',
			double: false
		});
	});

	it('[VI125] keeps a visit of the night on its night', () => {
		expect(readForm(formOfRecurrence(of({ start: 1470 })))).toMatchObject({ start: 1470 });
	});

	it('is read back as it was written', () => {
		const written = { window: { from: 420, to: 540 }, a: 'E1', tasks: ['Dusch', 'Frukost'], double: true };
		expect(readForm(formOfRecurrence(of(written)))).toMatchObject({ start: 450, length: 45, ...written });
	});
});
