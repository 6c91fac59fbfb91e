import { fromBase64Url } from '#core/bytes';
import { swedishDay, swedishDayAndTime } from '#swedish/dates';
import { planDocument } from '#modules/visits/domain/index.ts';
import { clientSheetsOfTeam, destroyDay, overviewSheets, shortDay } from '#modules/visits/domain/copies/index.ts';
import { deviceClock } from '#device/device-clock.svelte.ts';
import { makeBundle } from '#device/carrying/make-bundle.ts';
import { type CopyPageData, packPage } from '#modules/visits/device/copies/copy-content.ts';
import { makeCopyPage } from '#modules/visits/device/copies/copy-page.ts';
import type { CopyFile } from '#modules/visits/device/copies/folder.ts';
import { type CopyLock, lockText, sumOf, toBase64 } from '#modules/visits/device/copies/lock.ts';
import viewerUrl from '#modules/visits/device/copies/viewer.ts?worker&url';
import { device } from '#device/device.svelte.ts';
import { language } from '#words';
import { t } from '#modules/visits/words/index.ts';
import { browserTools } from './browser-tools.ts';
import { type TeamDays, stateHere } from './team-days.svelte.ts';

const LONGEST = 60; // characters of a team's name in the name of a file

/** The files of a team's package, and what the log is told of them. */
export interface CopyPackage {
	files: CopyFile[];
	sum: string;
	madeAt: number; // milliseconds since 1970
}

/** What a team's files are called after. */
export function fileLabel(name: string): string {
	const plain = name.normalize('NFC').replace(/[^\p{L}\p{N} ._-]/gu, '_');
	return (
		Array.from(plain)
			.slice(0, LONGEST)
			.join('')
			.replace(/^[. ]+|[. ]+$/g, '') || 'team'
	);
}

/** True for the name of a file of a team's package, of any day. */
export function isPackageFile(label: string): (name: string) => boolean {
	const endings = [`${t.sheets.package} ${label}.html`, `${t.sheets.plan} ${label}.avbrott`];
	return (name) => /^\d{6} /.test(name) && endings.includes(name.slice(7));
}

/** A page with all sheets of a team, locked, and the file that the app reads back in; from what the device holds. */
export async function makePackage(days: TeamDays, lock: CopyLock, number: string): Promise<CopyPackage> {
	const madeAt = deviceClock.now();
	const sheets = await lockSheets(days, lock, { copy: number, madeAt, source: stateHere() });
	const sum = await sumOf(sheets.map(({ locked }) => locked).join(''));
	const words = wordsOf(days.team.name, number, madeAt);
	const today = swedishDay(madeAt);
	const data: CopyPageData = {
		v: 1,
		lang: language,
		words,
		madeAt,
		first: today,
		salt: toBase64(lock.salt),
		sum,
		sheets
	};
	const page = await makeCopyPage(data, await viewer());
	const label = fileLabel(days.team.name);
	const name = `${shortDay(today)} ${t.sheets.package} ${label}.html`;
	const plan = await planFile(days, `${shortDay(today)} ${t.sheets.plan} ${label}.avbrott`);
	return { files: [{ name, content: new Blob([page], { type: 'text/html' }) }, ...plan], sum, madeAt };
}

async function lockSheets(days: TeamDays, lock: CopyLock, stamp: { copy: string; madeAt: number; source: string }) {
	const tools = browserTools();
	const sheets: { day: string; label: string; kind: string; locked: string }[] = [];
	for (const day of days.days) {
		const of = days.sheetDay(day);
		if (!of) continue;
		const stamped = { ...stamp, destroyBy: destroyDay(day) };
		const kinds = { 'client-list': clientSheetsOfTeam, overview: overviewSheets };
		for (const [kind, draw] of Object.entries(kinds)) {
			const packed = JSON.stringify(draw(of, stamped, tools).map(packPage));
			// Each by itself: what is opened in an outage is one day, on whatever computer still works.
			sheets.push({ day, label: t.sheets.day(day), kind, locked: await lockText(lock, packed) });
		}
	}
	return sheets;
}

/** With the team's key: any of the team's devices reads it back. Without one there is the page alone. */
async function planFile(days: TeamDays, name: string): Promise<CopyFile[]> {
	const { id: team } = days.team;
	const key = device.session?.carrying?.teamKeys[team];
	if (key === undefined) return [];
	const documents = days.days.map((day) => planDocument(team, day));
	const secret = { kind: 'team-key', key: fromBase64Url(key) } as const;
	const made = await makeBundle(device.carrying, { team, documents, secret });
	return made.ok ? [{ name, content: new Blob([new Uint8Array(made.value.bytes)]) }] : [];
}

let program: Promise<string> | null = null;

/** The program of the page: a file of this app, which the device holds. */
function viewer(): Promise<string> {
	program ??= fetch(viewerUrl).then((answer) => answer.text());
	return program;
}

function wordsOf(team: string, number: string, madeAt: number): CopyPageData['words'] {
	const { html } = t.copies;
	return {
		...html,
		title: html.title(team),
		made: `${t.sheets.copy(number)}. ${html.made(swedishDayAndTime(madeAt))}`,
		phrase: t.copies.lock.phrase,
		kinds: { 'client-list': t.sheets.clientList, overview: t.sheets.overview }
	};
}
