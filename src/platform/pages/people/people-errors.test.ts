import { describe, expect, it } from 'vitest';
import { isEmail } from './people-errors.ts';

describe('an address of mail', () => {
	it.each(['a@b.example', ' a.b+c@mail.b.example ', 'åsa@räksmörgås.example'])('may be %s', (typed) => {
		expect(isEmail(typed)).toBe(true);
	});
	it.each(['', 'a', 'a@b', 'a@@b.example', 'a@b.example, c@d.example', 'A <a@b.example>', 'a b@c.example'])(
		'is not %s',
		(typed) => {
			expect(isEmail(typed)).toBe(false);
		}
	);
});
