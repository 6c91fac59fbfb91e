import { describe, expect, it } from 'vitest';
import { signInFor, wayBack } from './way-back.ts';

const HERE = 'https://avbrottsfri.example';
const back = (to: string) => wayBack(new URL(`/logga-in?till=${encodeURIComponent(to)}`, HERE));

describe('the way back from the sign-in', () => {
	it('[SI21] leads to the page that was asked for', () => {
		const asked = new URL('/arbetsorder/476556?bunt=3', HERE);
		expect(wayBack(new URL(signInFor(asked), HERE))).toBe('/arbetsorder/476556?bunt=3');
		expect(signInFor(new URL('/', HERE))).toBe('/logga-in');
		expect(wayBack(new URL('/logga-in', HERE))).toBe('/');
	});

	it.each([
		'//evil.example',
		'/\\\\evil.example',
		'\\\\evil.example',
		'https://evil.example/arbetsorder',
		'https:evil.example',
		'javascript:alert(1)',
		'arbetsorder',
		'/\t/evil.example',
		'',
		'http://['
	])('[SI21] never leads to another site: %j', (to) => {
		const path = back(to);
		expect(path.startsWith('/')).toBe(true);
		expect(new URL(path, HERE).origin).toBe(HERE);
	});
});
