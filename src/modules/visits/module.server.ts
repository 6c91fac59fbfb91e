import { Hono } from 'hono';
import { PasswordTries } from '#server/auth/password-tries';
import type { DecideCommand } from '#server/commands/decision';
import type { Env } from '#server/http/context';
import type { KeepingStep } from '#server/keeping/daily-pass';
import type { ModuleParts, OpenModule, ServerModule } from '#server/module';
import type { CommandKind } from './domain/commands.ts';
import { planDocument, readPlan } from './domain/index.ts';
import { visits } from './module.ts';
import { copiesRoutes } from './server/copies/copies-routes.ts';
import { copiesDestroyed, copyMade } from './server/copies/decide-copies.ts';
import { removeCopyLog, removeSheetPictures } from './server/copies/old-copies.ts';
import { openCopies } from './server/copies/open-copies.ts';
import { maySeeSheetPicture, sheetPicturesDecider } from './server/copies/sheet-pictures.ts';
import { fillDemoKeys } from './server/demo/keys.ts';
import { DEMO_ACCOUNTS, DEMO_CARE, fillDemoPlans, insertDemoTeam } from './server/demo/team.ts';
import { KEEPING } from './server/keeping.ts';
import { type ReadPlanDay, keysDeciders } from './server/keys/decide-keys.ts';
import { keysRoutes } from './server/keys/keys-routes.ts';
import { KeysService } from './server/keys/keys-service.ts';
import { removeLeftKeys } from './server/keys/left-keys.ts';
import { removeKeyLog } from './server/keys/old-looks.ts';
import './server/keys/told.ts';
import { openVault } from './server/keys/vault.ts';
import { addCopies } from './server/migrations/0007-add-copies.ts';
import { addKeys } from './server/migrations/0010-add-keys.ts';
import { addSheetPictures } from './server/migrations/0011-add-sheet-pictures.ts';
import { addBroughtAgain } from './server/migrations/0020-add-brought-again.ts';
import { outageSettingsDecider } from './server/outage/decide-outage-settings.ts';
import './server/tables.ts';
import { bringAgainDecider, removeOldAgain, removeOldRemovals } from './server/team/bring-again.ts';
import { teamDecider } from './server/team/decide-team.ts';
import { TeamFacts } from './server/team/team-facts.ts';

/** Visits, outages, copies and keys on the server. */
export const visitsOnServer: ServerModule = {
	id: visits.id,
	migrations: (dialect) => ({
		'0007-add-copies': addCopies(),
		'0010-add-keys': addKeys(dialect),
		'0011-add-sheet-pictures': addSheetPictures(),
		'0020-add-brought-again': addBroughtAgain()
	}),
	keepingRules: KEEPING,
	namedFiles: (db) => db.selectFrom('sheet_pictures').select('file_id').where('removed_at', 'is', null).$asScalar(),
	importers: {},
	demo: { accounts: DEMO_ACCOUNTS, organisation: DEMO_CARE.id, insert: insertDemoTeam },
	open
};

async function open(parts: ModuleParts): Promise<OpenModule> {
	const { configuration, db, logger, clock, read, write, finishUpload } = parts;
	const copies = await openCopies(parts);
	const vault = await openVault(configuration, db);
	const planOf: ReadPlanDay = (team, day) => read(planDocument(team, day), (doc) => readPlan(doc, day));
	const keys = new KeysService({ db, clock, logger, vault, planOf, tries: new PasswordTries(db, clock) });
	const commands: Readonly<Record<CommandKind, DecideCommand>> = {
		'team.change': teamDecider(),
		'team.bring-again': bringAgainDecider(logger),
		'outage-settings.change': outageSettingsDecider(),
		'copies.made': copyMade,
		'copies.destroyed': copiesDestroyed,
		'sheet-pictures.keep': sheetPicturesDecider(finishUpload),
		...keysDeciders({ db, vault, planOf })
	};
	return {
		commands,
		facts: new TeamFacts({ db, write, clock }),
		routes(services) {
			const app = new Hono<Env>();
			app.route('/', copiesRoutes(services, copies.service));
			app.route('/', keysRoutes(services, keys));
			return app;
		},
		findFile: async (actor, id) => ((await maySeeSheetPicture(db, actor, id)) ? { name: 'papper.webp' } : null),
		tell: (member) => Promise.resolve({ keysKey: keys.mayHold(member) ? keys.publicKey : null }),
		keeping: KEEPING_STEPS,
		async fillDemoDocuments(now) {
			await fillDemoKeys(db, vault, now);
			await fillDemoPlans(write, now);
		},
		start() {
			copies.worker.start();
		},
		stop: () => copies.worker.stop()
	};
}

/** A step for each keeping rule. */
const KEEPING_STEPS: Readonly<Record<keyof typeof KEEPING, KeepingStep>> = {
	sheetPictures: removeSheetPictures,
	copyLog: ({ db }, before) => removeCopyLog(db, before),
	keyLog: ({ db }, before) => removeKeyLog(db, before),
	leftKeys: ({ db }, before, now) => removeLeftKeys(db, before, now),
	broughtAgain: ({ db }, before) => removeOldAgain(db, before),
	teamRemovals: ({ db }, before) => removeOldRemovals(db, before)
};
