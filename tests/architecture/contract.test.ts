import { globSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { modules } from '#app/modules';
import { pagesModules } from '#app/pages-modules';
import { serverModules } from '#app/server-modules';
import { catalogue } from '#app/catalogue';
import { createCatalogue } from '#core/catalogue';
import type { PagesModule } from '#pages/module.ts';
import { allMigrations } from '#server/database/open';
import { PAGE_ROWS } from '../e2e/page-rows.ts';

const ROOT = join(import.meta.dirname, '../..');
const folders = globSync('src/modules/*/', { cwd: ROOT }).map((path) => path.split('/')[2] ?? '');
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).sort();

/** The modules' words for commands, in a language. */
async function wordsIn(language: string): Promise<Awaited<ReturnType<PagesModule['commandWords']>>[]> {
	vi.resetModules();
	vi.stubGlobal('localStorage', { getItem: () => language });
	const { pagesModules: fresh } = await import('#app/pages-modules');
	return Promise.all(fresh.map((module) => module.commandWords()));
}

afterEach(() => {
	vi.unstubAllGlobals();
});

describe('the three lists', () => {
	it('[AR8] every folder of src/modules is in all three, under its own name', () => {
		expect(ids(modules)).toEqual(folders.sort());
		expect(ids(serverModules)).toEqual(folders);
		expect(ids(pagesModules)).toEqual(folders);
	});

	it('[AR23] every workspace of a module says what members may write in it', async () => {
		const rules = await catalogue.loadRules();
		const kinds = modules.flatMap((module) => module.kinds).filter(({ form }) => form === 'workspace');
		expect(kinds.length).toBeGreaterThan(2);
		expect(kinds.filter(({ kind }) => !rules.contentsOf(kind)).map(({ kind }) => kind)).toEqual([]);
	});

	it.each(['sv', 'en'])('[AR9] every command has a name, and a sentence for each refusal, in %s', async (language) => {
		const words = Object.assign({}, ...(await wordsIn(language))) as Awaited<ReturnType<PagesModule['commandWords']>>;
		const rules = await Promise.all(modules.map((module) => module.rules()));
		const missing = rules.flatMap(({ commands }) =>
			Object.entries(commands).flatMap(([kind, codes]) => {
				const { name = '', refused = {} } = words[kind] ?? {};
				return [...(name ? [] : [kind]), ...codes.filter((code) => !refused[code]).map((code) => `${kind} ${code}`)];
			})
		);
		expect(missing).toEqual([]);
	});

	it('[AR9] the names of commands are not the same in both languages', async () => {
		const [swedish, english] = [await wordsIn('sv'), await wordsIn('en')];
		const name = (list: typeof swedish) => list.flatMap((words) => Object.values(words).map((each) => each.name));
		expect(name(swedish)).not.toEqual(name(english));
	});

	it('[AR10] every kind of document has a policy, and an index with a rule for what devices keep, or stands by itself', async () => {
		for (const module of modules) {
			const { policies } = await module.rules();
			const named = module.kinds.filter((kind) => kind.named !== null);
			for (const kind of module.kinds) expect(Object.keys(policies), kind.kind).toContain(kind.kind);
			const alone = module.kinds.filter((kind) => kind.named === null && kind.form !== 'presence');
			const indexes = new Set(named.map((kind) => kind.named?.index('a'.repeat(32)).split(':')[0]));
			expect(alone.map(({ kind }) => kind).sort(), module.id).toEqual([...indexes].sort());
		}
	});

	it('[AR10] a document of a kind that nobody knows is not held, and no module answers for it', () => {
		const entries = [['strange:x:2026-11:1', { kind: 'strange', month: '2026-11' }]] as const;
		expect(catalogue.keptDocuments(entries, Date.now())).toEqual([]);
		expect(catalogue.findKind('strange')).toBeNull();
		expect(() => catalogue.indexOfKind('strange', 'x')).toThrow('strange');
	});

	it('[AR10] two modules that claim the same kind or resource are refused', async () => {
		const [first] = modules;
		expect(() => createCatalogue([first!, { ...first!, id: 'again' }])).toThrow('Two modules claim');
		const same = createCatalogue([first!, { ...first!, kinds: [] }]);
		await expect(same.loadRules()).rejects.toThrow('Two modules claim');
	});

	it('[AR11] migrations have names of their own, and run in the order of their names', () => {
		const names = Object.keys(allMigrations('sqlite', serverModules));
		expect(names.every((name) => /^\d{4}-[a-z-]+$/.test(name))).toBe(true);
		expect(new Set(names.map((name) => name.slice(0, 4))).size).toBe(names.length);
		const [first] = serverModules;
		expect(() =>
			allMigrations('sqlite', [{ migrations: () => ({ [names[0]!]: first!.migrations }) } as never])
		).toThrow('Two migrations');
	});

	it('[AR12] every page has a row that says who looks at it, and axe looks at each row', () => {
		const addresses = globSync('src/routes/**/+page.svelte', { cwd: ROOT })
			.map((file) => file.replace('src/routes', '').replace('/(app)', '').replace('/+page.svelte', ''))
			.filter((address) => address !== '/shell'); // the frame that all pages are drawn in
		expect(Object.keys(PAGE_ROWS).sort()).toEqual(addresses.sort());
	});
});
