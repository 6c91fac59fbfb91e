import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const UI = join(import.meta.dirname, '..');
const components = globSync('*.svelte', { cwd: UI }).map((file) => basename(file, '.svelte'));
const shown = globSync('*States.svelte', { cwd: import.meta.dirname }).map((file) => file.replace('States.svelte', ''));

/** What a component can be told: the names that it takes out of its properties. */
function properties(component: string): string[] {
	const source = readFileSync(join(UI, `${component}.svelte`), 'utf8');
	const taken = /let \{([^}]*)\}[^]*?\$props\(\)/.exec(source)?.[1] ?? '';
	return [...taken.matchAll(/(?:^|,)\s*(\w+)/g)].map(([, name]) => name ?? '');
}

/** The properties that are never given to the component where it is shown. */
function notGiven(component: string): string[] {
	const states = readFileSync(join(import.meta.dirname, `${component}States.svelte`), 'utf8');
	return properties(component).filter((name) => name !== 'children' && !new RegExp(`\\b${name}\\b`).test(states));
}

describe('the page of components', () => {
	it('[E90] shows every component', () => {
		expect(components.length).toBeGreaterThan(20);
		expect(components.filter((name) => !shown.includes(name))).toEqual([]);
		expect(shown.filter((name) => !components.includes(name))).toEqual([]);
	});

	it.each(shown)('[E91] shows %s in every state that it can be told to be in', (name) => {
		expect(properties(name)).not.toEqual([]);
		expect(notGiven(name)).toEqual([]);
	});

	it.each(shown)('[E91] shows %s with long texts, or in little room', (name) => {
		const states = readFileSync(join(import.meta.dirname, `${name}States.svelte`), 'utf8');
		expect(states).toMatch(/\blong|\bnarrow/i);
	});
});
