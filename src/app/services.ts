import { demoAccounts } from '#server/demo/fill';
import { isRecovering } from '#server/backup/generation';
import { PasswordTries } from '#server/auth/password-tries';
import { SignIn } from '#server/auth/sign-in';
import { introduce } from '#server/carrying/introduce';
import { type PlaceUpdate, receiveCarried } from '#server/carrying/receive-carried';
import { receiveCommands } from '#server/commands/receive';
import { createReadiness } from '#server/database/readiness';
import { firstCopy } from '#server/facts/first-copy';
import type { Services } from '#server/http/context';
import type { OpenModule } from '#server/module';
import type { ToldOfMember } from '#server/told';
import type { Member } from '#server/auth/members';
import { createMetrics } from '#server/metrics';
import type { SyncSession } from '#sync/dependencies';
import type { SyncServer } from '#sync/server';
import type { Parts } from './parts.ts';
import { readerOf } from './server-documents.ts';

/** What the HTTP routes of a process stand on. */
export function createServices(parts: Parts): Services {
	const {
		configuration,
		db,
		logger,
		clock,
		sessions,
		sync,
		files,
		projector,
		effects,
		serverKey,
		generation,
		modules
	} = parts;
	const tries = new PasswordTries(db, clock);
	const decided = () => {
		projector.wake();
		effects.wake();
	};
	// Their passwords and key are known to everybody: they count on one's own machine, or where it is said.
	const demos = new Set(parts.serverModules.map(({ demo }) => demo.organisation));
	const isClosed = (organisation: string) => !configuration.demo && demos.has(organisation);
	const life = () => ({ id: generation.id, recovering: isRecovering(generation, clock.now()) });
	const deciders = Object.assign({}, ...modules.map(({ commands }) => commands)) as OpenModule['commands'];
	return {
		configuration,
		db,
		clock,
		logger,
		sessions,
		modules,
		signIn: new SignIn({ db, sessions, clock, logger, tries, isClosed }),
		isClosed,
		tries,
		generation: life,
		rolesWith: parts.rules.rolesWith,
		tell: (member) => tell(modules, member),
		demo: async () => (configuration.demo ? demoAccounts(db, parts.serverModules) : null),
		receive: (carrier, commands, { again = [], off = {} }) =>
			receiveCommands({ db, clock, logger, deciders, decided }, carrier, commands, {
				again: life().recovering ? again : [],
				off
			}),
		receiveCarried: (carrier, rows) => receiveCarried({ db, clock, logger, place: placerOf(sync) }, carrier, rows),
		introduce: (member) => introduce({ db, clock, serverKey }, member),
		changed: decided,
		firstCopy: (reader) =>
			firstCopy({ catalogue: parts.catalogue, authorize: parts.rules.authorize, read: readerOf(sync), clock }, reader),
		revoke: (which) => {
			sync.revoke((session) => isRevoked(session, which));
		},
		serveFile: files.serve,
		canStore: createReadiness(db, clock),
		metrics: createMetrics(sync)
	};
}

async function tell(modules: readonly OpenModule[], member: Member): Promise<Partial<ToldOfMember>> {
	const told = await Promise.all(modules.map((module) => module.tell(member)));
	return Object.assign({}, ...told) as Partial<ToldOfMember>;
}

function placerOf(sync: SyncServer): PlaceUpdate {
	return ({ doc, bytes }, author) => sync.placeCarried({ doc, bytes, author });
}

function isRevoked({ actor, sessionId }: SyncSession, which: Parameters<Services['revoke']>[0]): boolean {
	return sessionId === which.session || actor.device === which.device || actor.member === which.member;
}
