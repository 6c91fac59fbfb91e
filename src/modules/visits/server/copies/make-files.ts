import * as Y from 'yjs';
import { type Bundle, KEEP_BUNDLE } from '#carrying/bundle-content';
import { writeBundle } from '#carrying/bundle';
import { newClientId } from '#core/id';
import { type TeamFacts, planDocument, readPlan, readTeam } from '#modules/visits/domain/index.ts';
import { clientSheetsOfTeam, destroyDay, overviewSheets, sheetDay } from '#modules/visits/domain/copies/index.ts';
import { drawPdf } from './draw-pdf.ts';
import { writeBeside } from './folder-files.ts';
import { serverTools } from './server-sheets.ts';
import type { MadeFile, MakeDay, MakePlanFile, StoredPlan } from './writer-messages.ts';

const FROM_LOG = { source: 'log' } as const;
const tools = serverTools();

/** The server itself, where a bundle says who has made it: no member and no device has this id. */
const SERVER = '0'.repeat(32);

/** The client lists and the overview of a team's day. */
export async function makeDay(job: MakeDay): Promise<MadeFile[]> {
	const { folder, team, plan, state, madeAt, passphrase } = job;
	const document = documentOf(plan);
	const day = sheetDay(team, readPlan(document, plan.day), factsOf(job.facts));
	const made: MadeFile[] = [];
	for (const { what, file, number, title } of job.files) {
		const stamp = { copy: number, madeAt, source: state, destroyBy: destroyDay(plan.day) };
		const draw = what === 'overview' ? overviewSheets : clientSheetsOfTeam;
		const pdf = await drawPdf(draw(day, stamp, tools), { title, madeAt }, { passphrase });
		made.push(await writeBeside(folder, file, pdf));
	}
	document.destroy();
	return made;
}

/**
 * All plans of a team in the form in which devices hand work to each other, so that the app takes it by the same door.
 * Facts are not in it: those the server alone writes.
 */
export async function makePlanFile({
	folder,
	team,
	plans,
	madeAt,
	passphrase,
	file
}: MakePlanFile): Promise<MadeFile[]> {
	const documents = plans.map((plan) => {
		const document = documentOf(plan);
		const changes = Y.encodeStateAsUpdate(document);
		const vector = Y.encodeStateVector(document);
		document.destroy();
		return { name: planDocument(team, plan.day), changes, vector };
	});
	const bundle: Bundle = {
		team,
		sender: { member: SERVER, name: '', device: SERVER },
		madeAt,
		expiresAt: madeAt + KEEP_BUNDLE,
		documents,
		cards: [],
		commands: [],
		updates: [],
		received: []
	};
	const sealed = await writeBundle(bundle, { kind: 'passphrase', phrase: passphrase });
	if (!sealed.ok) throw Object.assign(new Error('Too much for one file'), { code: 'EFBIG' });
	return [await writeBeside(folder, file, sealed.value)];
}

/** A document out of its stored rows. A row that does not load is left out, as it is when the document is opened. */
function documentOf({ snapshot, rows }: StoredPlan): Y.Doc {
	const document = new Y.Doc({ gc: true });
	document.clientID = newClientId();
	document.transact(() => {
		for (const bytes of snapshot ? [snapshot, ...rows] : rows) apply(document, bytes);
	}, FROM_LOG);
	return document;
}

function apply(document: Y.Doc, bytes: Uint8Array): void {
	try {
		Y.decodeUpdate(bytes); // throws before anything is touched
		Y.applyUpdate(document, bytes, FROM_LOG);
	} catch {
		// Set aside by the sync server, which tells people.
	}
}

function factsOf(entries: MakeDay['facts']): TeamFacts {
	return readTeam(
		Object.fromEntries(Object.entries(entries).map(([root, rows]) => [root, new Map(Object.entries(rows))]))
	);
}
