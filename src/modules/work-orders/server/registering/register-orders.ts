import * as v from 'valibot';
import type { Actor } from '#core/access';
import type { Clock } from '#core/clock';
import { newId } from '#core/id';
import { type Result, ok, refuse } from '#core/result';
import { authorize } from '#modules/work-orders/domain/access.ts';
import { type WorkOrder, newOrderSchema, registerOrder } from '#modules/work-orders/domain/index.ts';
import type { Connection } from '#server/database/open';
import { insertOrder } from '../order/stored-orders.ts';

/** Why an order is not registered, and the field that it is about. */
export interface RegisterProblem {
	code: 'forbidden' | 'malformed' | 'unknown-contractor' | 'number-taken';
	field: string | null;
}

/** A registered order; `existed` when the caller's own id was registered before. */
export interface Registered {
	order: Pick<WorkOrder, 'id' | 'number' | 'bundle' | 'status'>;
	existed: boolean;
}

/** Where an order comes from. `dryRun` checks everything and writes nothing. */
export interface RegisterFrom {
	actor: Actor;
	name: string;
	dryRun?: boolean;
}

const FIRST_NUMBER = 100_000;

/**
 * Registers one order. Idempotent on the caller's own id. The contractor is named by the id of the company or by its
 * organisation number.
 */
export async function registerOne(
	db: Connection,
	clock: Clock,
	from: RegisterFrom,
	unchecked: unknown
): Promise<Result<Registered, string> & { problem?: RegisterProblem }> {
	const { actor } = from;
	if (!authorize(actor, 'write', { type: 'work-order-register', organisation: actor.organisation })) {
		return problem('forbidden');
	}
	const contractor = await findContractor(db, actor.organisation, unchecked);
	const parsed = v.safeParse(newOrderSchema, {
		...asObject(unchecked),
		...(contractor && { contractor: contractor.id })
	});
	if (!parsed.success) return problemOf(parsed.issues[0], contractor !== null);
	if (!contractor) return problem('unknown-contractor', 'contractor');
	const asked = parsed.output;
	return db.transaction().execute(async (trx) => {
		const existing = await findExisting(trx, actor.organisation, asked.externalId);
		if (existing) return ok({ order: existing, existed: true });
		const number = asked.number ?? (await nextNumber(trx, actor.organisation));
		if (asked.number !== undefined && (await isTaken(trx, actor.organisation, asked.number))) {
			return problem('number-taken', 'number');
		}
		const registration = {
			id: newId(),
			number,
			organisation: actor.organisation,
			contractorName: contractor.name,
			now: new Date(clock.now()).toISOString(),
			name: from.name,
			member: actor.member
		};
		const registered = registerOrder(asked, registration);
		if (!from.dryRun) await insertOrder(trx, registered);
		return ok({ order: registered.order, existed: false });
	});
}

function problem(code: RegisterProblem['code'], field: string | null = null) {
	return { ...refuse(field === null ? code : `${code}: ${field}`), problem: { code, field } };
}

function problemOf(issue: v.BaseIssue<unknown>, hasContractor: boolean) {
	const field = (issue.path ?? []).map((item) => String(item.key)).join('.');
	if (field === 'contractor' && !hasContractor) return problem('unknown-contractor', 'contractor');
	return problem('malformed', field || null);
}

function asObject(unchecked: unknown): Record<string, unknown> {
	return unchecked !== null && typeof unchecked === 'object' ? { ...unchecked } : {};
}

async function findContractor(db: Connection, organisation: string, unchecked: unknown) {
	const named = asObject(unchecked)['contractor'];
	if (typeof named !== 'string') return null;
	const row = await db
		.selectFrom('companies')
		.select(['id', 'name'])
		.where('organisation_id', '=', organisation)
		.where('removed_at', 'is', null)
		.where((where) => where.or([where('id', '=', named), where('organisation_number', '=', named.replace('-', ''))]))
		.executeTakeFirst();
	return row ?? null;
}

async function findExisting(db: Connection, organisation: string, externalId: string | undefined) {
	if (externalId === undefined) return null;
	const row = await db
		.selectFrom('work_orders')
		.select('body_json')
		.where('organisation_id', '=', organisation)
		.where('external_id', '=', externalId)
		.executeTakeFirst();
	return row ? (JSON.parse(row.body_json) as WorkOrder) : null;
}

/** The number that the next order of a landlord gets. */
export async function nextNumber(db: Connection, organisation: string): Promise<number> {
	const { last } = await db
		.selectFrom('work_orders')
		.select(({ fn }) => fn.max('number').as('last'))
		.where('organisation_id', '=', organisation)
		.executeTakeFirstOrThrow();
	return last ? last + 1 : FIRST_NUMBER;
}

async function isTaken(db: Connection, organisation: string, number: number): Promise<boolean> {
	const row = await db
		.selectFrom('work_orders')
		.select('id')
		.where('organisation_id', '=', organisation)
		.where('number', '=', number)
		.executeTakeFirst();
	return row !== undefined;
}
