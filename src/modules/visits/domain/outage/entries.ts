import * as v from 'valibot';
import { readOperation } from '#core/register';
import { eventSchemas } from './schemas.ts';

/** True when an entry of an outage document is one that a device writes; what kind of event it is stands in its key. */
export function isOutageEntry(root: string, key: string, value: unknown): boolean {
	const [start = '', kind = '', ...rest] = key.split('/');
	if (start === '' || kind === '' || rest.length > 1) return false;
	if (root === 'ops') return rest.length === 1 && readOperation(rest[0] ?? '', value) !== null;
	const schema = Object.hasOwn(eventSchemas, kind) ? eventSchemas[kind as keyof typeof eventSchemas] : undefined;
	return schema ? v.is(schema, value) : typeof value === 'object' && value !== null;
}
