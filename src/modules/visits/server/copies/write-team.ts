import { hash } from 'node:crypto';
import { canonicalJson } from '#core/command';
import { newId } from '#core/id';
import { type Result, ok, refuse } from '#core/result';
import { swedishDay } from '#swedish/dates';
import { planDocument } from '#modules/visits/domain/index.ts';
import { COPY_DAYS, copyDays } from '#modules/visits/domain/copies/index.ts';
import { copyTexts } from '#modules/visits/words/sv/copies.ts';
import type { Connection } from '#server/database/open';
import type { UpdateLog } from '#server/documents/update-log';
import { type TeamEntries, loadTeam } from '../team/teams.ts';
import { type CopyRow, type NewCopy, filesOfTeam, logCopies, markDestroyed, takeNumbers } from './copy-log.ts';
import { copyFileName } from './copy-names.ts';
import type { CopyWriter } from './copy-writer.ts';
import type { MadeFile, StoredPlan, WriteRefusal } from './writer-messages.ts';

/** A team whose copies are written. */
export interface TeamToCopy {
	id: string;
	organisation: string;
	/** How its files are called. */
	label: string;
	/** The organisation's folder. */
	folder: string;
}

/** What writing a team's copies stands on. */
export interface TeamCopying {
	db: Connection;
	log: UpdateLog;
	writer: CopyWriter;
	/** Null for copies that anybody can open. */
	passphrase: string | null;
	/** Which lock it is: another one means other files. */
	lock: string;
	/** Milliseconds since 1970. */
	now: number;
	/** Whether the days ahead are to be written also where nothing has changed. */
	signal: AbortSignal;
}

type Outcome = Result<number, WriteRefusal>;

/** A day's plan as it is stored, and how far. */
interface DayPlan extends StoredPlan {
	state: number;
}

const PDFS = ['client-list', 'overview'] as const;

/**
 * Writes a team's copies of all kept days, as far as they are not there already, and removes what is too old; gives how
 * many files were written. What was written stays when something fails, and what was there before stays too.
 */
export async function writeTeam(team: TeamToCopy, copying: TeamCopying): Promise<Outcome> {
	const entries = await loadTeam(copying.db, team.id);
	if (!entries) return ok(0);
	const live = await filesOfTeam(copying.db, team.id);
	const plans: DayPlan[] = [];
	let written = 0;
	for (const day of copyDays(copying.now)) {
		if (copying.signal.aborted) return ok(written);
		const plan = await loadPlan(copying.log, team.id, day);
		plans.push(plan);
		const done = await writeDay(team, plan, entries, live, copying);
		if (!done.ok) return done;
		written += done.value;
	}
	const whole = await writePlanFile(team, plans, live, copying);
	if (!whole.ok) return whole;
	const removed = await removeExpired(team, copying);
	return removed.ok ? ok(written + whole.value) : removed;
}

async function loadPlan(log: UpdateLog, team: string, day: string): Promise<DayPlan> {
	const { snapshot, rows } = await log.load(planDocument(team, day));
	return {
		day,
		snapshot: snapshot?.bytes ?? null,
		rows: rows.map(({ bytes }) => bytes),
		state: rows.at(-1)?.seq ?? snapshot?.upto ?? 0
	};
}

async function writeDay(
	team: TeamToCopy,
	plan: DayPlan,
	entries: TeamEntries,
	live: readonly CopyRow[],
	copying: TeamCopying
): Promise<Outcome> {
	const { db, writer, now, passphrase } = copying;
	const facts = factsOfDay(entries, plan.day);
	const source = `${plan.state}-${fingerprint(facts)}-${copying.lock}`;
	if (
		PDFS.every((what) =>
			isCurrent(live, { what, day: plan.day, source, file: copyFileName(what, plan.day, team.label) }, now)
		)
	)
		return ok(0);
	const first = await takeNumbers(db, team.organisation, PDFS.length);
	const files = PDFS.map((what, at) => {
		const file = copyFileName(what, plan.day, team.label);
		return { what, file, number: String(first + at), title: file.slice(0, file.lastIndexOf('.')) };
	});
	const { folder } = team;
	const job = { job: 'day', folder, team: team.id, facts, plan, state: String(plan.state), madeAt: now } as const;
	const made = await writer.run({ ...job, passphrase, files });
	if (!made.ok) return made;
	const rows = files.map(({ what, file, number }) =>
		rowOf(team, copying, { what, file, number, source, from: plan.day, to: plan.day, made: made.value.made })
	);
	return putInPlace(team, rows, made.value.made, live, copying);
}

/** A past day stays as it is while nothing changes; the days ahead are written anew each day, so that none looks old. */
function isCurrent(
	live: readonly CopyRow[],
	wanted: { what: CopyRow['what']; day: string; source: string; file: string },
	now: number
): boolean {
	const today = swedishDay(now);
	return live.some(
		(row) =>
			row.what === wanted.what &&
			row.day_from === wanted.day &&
			row.source === wanted.source &&
			row.file === wanted.file &&
			(wanted.day < today || swedishDay(row.made_at) === today)
	);
}

async function writePlanFile(
	team: TeamToCopy,
	plans: readonly DayPlan[],
	live: readonly CopyRow[],
	copying: TeamCopying
): Promise<Outcome> {
	const { db, writer, now, passphrase } = copying;
	const today = swedishDay(now);
	const file = copyFileName('plan', today, team.label);
	const source = `${fingerprint(plans.map(({ day, state }) => [day, state]))}-${copying.lock}`;
	if (passphrase === null || live.some((row) => row.what === 'plan' && row.source === source && row.file === file))
		return ok(0);
	const job = { job: 'plan', folder: team.folder, team: team.id, madeAt: now, passphrase, file } as const;
	const made = await writer.run({ ...job, plans: plans.filter(({ state }) => state > 0) });
	if (!made.ok) return made;
	const number = String(await takeNumbers(db, team.organisation, 1));
	const [from = today, to = today] = [plans[0]?.day, plans.at(-1)?.day];
	const row = rowOf(team, copying, { what: 'plan', file, number, source, from, to, made: made.value.made });
	return putInPlace(team, [row], made.value.made, live, copying);
}

/**
 * First the log, then the place: a file without a row is never seen, and a row whose file did not arrive is found out
 * by its sum.
 */
async function putInPlace(
	team: TeamToCopy,
	rows: readonly NewCopy[],
	made: readonly MadeFile[],
	live: readonly CopyRow[],
	{ db, writer, now }: TeamCopying
): Promise<Outcome> {
	await logCopies(db, rows);
	const replaced = live.filter((old) => rows.some(({ what, day_from: from }) => isReplaced(old, what, from)));
	const names = new Set(rows.map(({ file }) => file));
	const removed = replaced.flatMap(({ file }) => (file !== null && !names.has(file) ? [file] : []));
	const moves = made.map(({ temporary, file }) => ({ temporary, file }));
	const placed = await writer.run({ job: 'commit', folder: team.folder, moves, removed });
	const gone = { by: 'server', now: new Date(now).toISOString() };
	if (!placed.ok) {
		await markDestroyed(db, idsOf(rows), { how: 'missing', ...gone });
		return placed;
	}
	await markDestroyed(db, idsOf(replaced), { how: 'replaced', ...gone });
	return ok(rows.length);
}

function isReplaced(old: CopyRow, what: CopyRow['what'], from: string): boolean {
	return old.what === what && (what === 'plan' || old.day_from === from);
}

async function removeExpired(team: TeamToCopy, { db, writer, now }: TeamCopying): Promise<Outcome> {
	const [first = ''] = copyDays(now);
	const expired = (await filesOfTeam(db, team.id)).filter(({ day_to: to }) => to < first);
	if (expired.length === 0) return ok(0);
	const removed = expired.flatMap(({ file }) => file ?? []);
	const done = await writer.run({ job: 'commit', folder: team.folder, moves: [], removed });
	if (!done.ok) return refuse(done.code);
	await markDestroyed(db, idsOf(expired), { how: 'expired', by: 'server', now: new Date(now).toISOString() });
	return ok(0);
}

function rowOf(
	{ id, organisation }: TeamToCopy,
	{ now, passphrase }: TeamCopying,
	about: {
		what: 'client-list' | 'overview' | 'plan';
		file: string;
		number: string;
		source: string;
		from: string;
		to: string;
		made: readonly MadeFile[];
	}
): NewCopy {
	const { what, file, number, source } = about;
	return {
		id: newId(),
		organisation_id: organisation,
		team_id: id,
		number,
		what,
		file,
		source,
		place: 'server-folder',
		day_from: about.from,
		day_to: about.to,
		made_by: 'server',
		device_id: null,
		made_at: new Date(now).toISOString(),
		sha256: about.made.find((each) => each.file === file)?.sha256 ?? null,
		locked: passphrase === null ? 0 : 1
	};
}

/** What a day's sheets show of the facts: shifts of other days are no reason to write them anew. */
function factsOfDay({ team, carers, recipients, shifts }: TeamEntries, day: string) {
	const ofDay = Object.entries(shifts).filter(([key]) => key.endsWith(`/${day}`) || key.startsWith('recurring/'));
	return { team, carers, recipients, shifts: Object.fromEntries(ofDay) };
}

function fingerprint(value: unknown): string {
	return hash('sha256', canonicalJson(value), 'hex').slice(0, 16);
}

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

/** What the marker in the folder says, in the language of those who find it. */
export const MARKER_TEXT = `${copyTexts.copies.folderNote(COPY_DAYS.back, COPY_DAYS.ahead)}\r\n`;
