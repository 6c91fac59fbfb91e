import { Hono } from 'hono';
import * as v from 'valibot';
import { isId } from '#core/id';
import type { Env, RequestContext, Services } from '#server/http/context';
import { administratorsOnly, by, notFound, organisationOf, signedIn } from '#server/http/gate';
import { email, invitingBy, inviteeSchema, toldOf } from '#server/http/people-routes';
import { ORDERER } from '#modules/work-orders/domain/role-names.ts';
import { line, readBody } from '#server/http/read-body';
import { invite } from '#server/people/invitations';
import { listPeople, setAdministrator } from '#server/people/people';
import { parseOrganisationNumber } from '#swedish/organisation-number';
import { findCompany } from '#server/people/companies';
import { addContractor, changeContractor, listContractors, removeContractor } from './contractors.ts';

const MOST_AREAS = 100;
const name = v.pipe(line(200), v.minLength(1));

const contractorSchema = v.object({
	name,
	areas: v.pipe(
		v.array(v.pipe(line(80), v.minLength(1))),
		v.maxLength(MOST_AREAS),
		v.transform((areas) => [...new Set(areas)].sort((a, b) => a.localeCompare(b, 'sv')))
	)
});
const newContractorSchema = v.object({ ...contractorSchema.entries, email, organisationNumber: line(40) });

/** Contractors and orderers, as a landlord's administrators keep them. */
export function contractorRoutes(services: Services): Hono<Env> {
	const app = new Hono<Env>();
	const administrator = [signedIn(services), administratorsOnly] as const;
	app.get('/companies', ...administrator, async (c) =>
		c.json({ contractors: await listContractors(services.db, organisationOf(c)) })
	);
	app.post('/companies', ...administrator, (c) => addContractorRoute(services, c));
	app.put('/companies/:company', ...administrator, (c) => changeContractorRoute(services, c));
	app.delete('/companies/:company', ...administrator, (c) => removeContractorRoute(services, c));
	app.get('/orderers', ...administrator, (c) => orderersRoute(services, c));
	app.post('/orderers', ...administrator, (c) => inviteOrdererRoute(services, c));
	app.put('/orderers/:id', ...administrator, (c) => changeOrdererRoute(services, c));
	return app;
}

async function addContractorRoute(services: Services, c: RequestContext): Promise<Response> {
	const contractor = await readBody(c, newContractorSchema);
	if (!contractor.ok) return contractor.answer;
	const number = parseOrganisationNumber(contractor.value.organisationNumber);
	if (!number.ok) return c.json({ code: number.code, field: 'organisationNumber' }, 400);
	const asked = { ...contractor.value, organisationNumber: number.value };
	const added = await addContractor(invitingBy(services, c), organisationOf(c), asked);
	if (!added.ok) return c.json({ code: added.code, field: 'organisationNumber' }, 409);
	services.logger.info({ by: by(c), company: added.value.id }, 'A contractor was added');
	services.changed();
	return c.json(toldOf(added.value, services), 201);
}

async function namedContractor({ db }: Services, c: RequestContext): Promise<string | null> {
	const id = c.req.param('company') ?? '';
	return isId(id) ? ((await findCompany(db, organisationOf(c), id))?.id ?? null) : null;
}

async function changeContractorRoute(services: Services, c: RequestContext): Promise<Response> {
	const id = await namedContractor(services, c);
	if (id === null) return notFound(c);
	const change = await readBody(c, contractorSchema);
	if (!change.ok) return change.answer;
	await changeContractor(services.db, organisationOf(c), id, change.value);
	services.changed();
	return c.json({});
}

async function removeContractorRoute(services: Services, c: RequestContext): Promise<Response> {
	const id = await namedContractor(services, c);
	if (id === null) return notFound(c);
	const people = await removeContractor(services.db, organisationOf(c), id, services.clock);
	for (const member of people) services.revoke({ member });
	services.logger.info({ by: by(c), company: id }, 'A contractor was removed');
	services.changed();
	return c.json({});
}

async function orderersRoute({ db, clock }: Services, c: RequestContext): Promise<Response> {
	const { actor, organisationName } = c.get('signedIn').member;
	const people = await listPeople(db, { organisation: actor.organisation, company: null }, clock.now());
	return c.json({ of: organisationName, mayKeep: true, people });
}

async function inviteOrdererRoute(services: Services, c: RequestContext): Promise<Response> {
	const invitee = await readBody(c, inviteeSchema);
	if (!invitee.ok) return invitee.answer;
	const of = { organisation: organisationOf(c), company: null };
	const invited = await invite(invitingBy(services, c), of, invitee.value, [ORDERER]);
	if (!invited.ok) return c.json({ code: invited.code, field: 'email' }, 409);
	services.logger.info({ by: by(c), invited: invited.value.id }, 'An orderer was invited');
	services.changed();
	return c.json(toldOf(invited.value, services), 201);
}

async function changeOrdererRoute(services: Services, c: RequestContext): Promise<Response> {
	const id = c.req.param('id') ?? '';
	if (!isId(id)) return notFound(c);
	const change = await readBody(c, v.object({ administrator: v.boolean() }));
	if (!change.ok) return change.answer;
	const { actor } = c.get('signedIn').member;
	const of = { organisation: actor.organisation, company: null };
	const changed = await setAdministrator(services, { id, of, by: actor, ...change.value });
	if (!changed.ok) return changed.code === 'unknown-person' ? notFound(c) : c.json({ code: changed.code }, 409);
	services.logger.info({ by: actor.member, member: id, ...change.value }, 'A role was changed');
	return c.json({});
}
