import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as Y from 'yjs';
import { newClientId, newId } from '#core/id';
import { dayAfter, swedishDay } from '#swedish/dates';
import { type SourceVisit, USUAL_VISIT, planDocument, writeSource } from '#modules/visits/domain/index.ts';
import { COPY_DAYS, copyDays } from '#modules/visits/domain/copies/index.ts';
import { type Copies, openCopies } from '#modules/visits/server/copies/open-copies.ts';
import { openDatabase } from '#app/installation';
import { sqliteUpdateLog } from '#server/documents/sqlite-update-log';
import type { UpdateLog } from '#server/documents/update-log';
import { watchAppends } from '#server/documents/watch-log';
import { createLogger } from '#server/logger';
import { saveTeamEntries } from '#modules/visits/server/team/teams.ts';
import type { BenchRow } from './sync-throughput.ts';

const TEAMS = 20;
const CARERS = 12;
const VISITS = 90;
const RECIPIENTS = 40;
const LIMIT = 60; // seconds
const AGAIN = 20; // milliseconds between two looks whether it is done

/** How long it takes to write all copies of 20 teams, and those of a day that has changed; and what requests notice. */
export async function copiesBench(): Promise<BenchRow[]> {
	const dataDir = await mkdtemp(join(tmpdir(), 'copies-bench-'));
	const db = await openDatabase({ databaseUrl: null, dataDir });
	let stored: (documents: readonly string[]) => void = () => undefined;
	const log = watchAppends(sqliteUpdateLog(join(dataDir, 'documents.db')), (documents) => {
		stored(documents);
	});
	const onStored = (listener: typeof stored) => {
		stored = listener;
	};
	const clock = { now: () => Date.now() };
	const pauses = { quiet: 0, longest: 0, tick: 10, retry: 1_000 };
	const configuration = { dataDir, copiesDir: null };
	const copies = await openCopies({ configuration, db, log, logger: createLogger('silent'), clock, onStored, pauses });
	const organisation = newId();
	await db.insertInto('organisations').values({ id: organisation, name: 'Mätning', settings_json: '{}' }).execute();
	const teams = Array.from({ length: TEAMS }, () => newId());
	for (const [at, id] of teams.entries()) {
		await db
			.insertInto('teams')
			.values({ id, organisation_id: organisation, name: `Lag ${at + 1}` })
			.execute();
		await fillTeam(id, at, { db, log });
	}
	const administrator = {
		member: newId(),
		organisation,
		company: null,
		device: null,
		roles: ['administrator'] as const
	};
	await copies.service.setPassphrase(administrator, 'fyra ord som mäts');
	const pause = longestPause();
	const all = await timed(copies, teams);
	const held = pause();
	const files = await readdir(join(dataDir, 'copies', 'Mätning'));
	const sizes = await Promise.all(files.map((name) => stat(join(dataDir, 'copies', 'Mätning', name))));
	const megabytes = sizes.reduce((sum, { size }) => sum + size, 0) / 1024 ** 2;
	await change(teams[0] ?? '', log);
	const one = await timed(copies, teams.slice(0, 1));
	await copies.worker.stop();
	await log.close();
	await db.destroy();
	await rm(dataDir, { recursive: true });
	const days = COPY_DAYS.back + 1 + COPY_DAYS.ahead;
	const conditions = `${TEAMS} teams × ${days} days × ${VISITS} visits, ${files.length} files, ${megabytes.toFixed(0)} MB, locked`;
	return [
		row('all copies written', all / 1000, LIMIT, 's', conditions),
		row('copies of a changed day', one / 1000, 2, 's', 'two PDFs and the file for the app, of one team'),
		row('longest stop of the server meanwhile', held, 200, 'ms', 'event loop, while all copies are written')
	];
}

async function timed(copies: Copies, teams: readonly string[]): Promise<number> {
	const begun = performance.now();
	copies.worker.start();
	do await new Promise((resolve) => setTimeout(resolve, AGAIN));
	while (copies.worker.isWriting(teams));
	return performance.now() - begun;
}

/** The longest time for which nothing else could happen in this process. */
function longestPause(): () => number {
	let last = performance.now();
	let longest = 0;
	const timer = setInterval(() => {
		const now = performance.now();
		longest = Math.max(longest, now - last - 10);
		last = now;
	}, 10);
	return () => {
		clearInterval(timer);
		return longest;
	};
}

async function fillTeam(
	team: string,
	seed: number,
	{ db, log }: { db: Parameters<typeof saveTeamEntries>[0]; log: UpdateLog }
): Promise<void> {
	const entries = (count: number, make: (at: number) => object) =>
		Object.fromEntries(Array.from({ length: count }, (_unused, at) => [`${at}`, make(at)]));
	await saveTeamEntries(db, team, 'team', { all: { name: `Lag ${seed}`, organisation: 'Mätning', phones: [] } });
	await saveTeamEntries(
		db,
		team,
		'carers',
		entries(CARERS, (at) => ({ name: `Medarbetare ${seed} ${at}` }))
	);
	await saveTeamEntries(
		db,
		team,
		'recipients',
		entries(RECIPIENTS, (at) => ({
			name: `Brukare Åkesson ${seed} ${at}`,
			address: `Storgatan ${at}`,
			notes: 'Ring två gånger.'
		}))
	);
	for (const day of copyDays(Date.now())) await append(planDocument(team, day), visitsOf(seed), log);
}

function visitsOf(seed: number): SourceVisit[] {
	return Array.from({ length: VISITS }, (_unused, at) => ({
		...USUAL_VISIT,
		id: `visit-${at}`,
		recipient: `${(at * 7 + seed) % RECIPIENTS}`,
		start: 420 + ((at * 37) % 840),
		length: 30,
		a: at % 20 === 0 ? null : `${at % CARERS}`,
		tasks: ['Morgonhygien', 'Frukost', 'Medicin'],
		key: at % 4 === 0
	}));
}

async function append(doc: string, visits: readonly SourceVisit[], log: UpdateLog): Promise<void> {
	const document = new Y.Doc();
	document.clientID = newClientId();
	writeSource(document, visits);
	const row = { doc, kind: 'server', member: 'server', device: 'server', receivedAt: Date.now() } as const;
	await log.append([{ ...row, bytes: Y.encodeStateAsUpdate(document), newClients: [] }]);
}

function change(team: string, log: UpdateLog): Promise<void> {
	const day = dayAfter(swedishDay(Date.now()), 1);
	return append(planDocument(team, day), [{ ...USUAL_VISIT, id: 'new', recipient: '1', start: 600, length: 30 }], log);
}

function row(name: string, ours: number, limit: number, unit: string, conditions: string): BenchRow {
	return { name, ours, peer: limit, peerName: 'limit', unit, ratio: ours / limit, better: 'lower', conditions };
}
