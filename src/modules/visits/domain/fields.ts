import * as v from 'valibot';

/** A field of what documents hold: what may be written, and what is read where it is missing or of another shape. */
export interface Field<Schema extends v.GenericSchema = v.GenericSchema> {
	schema: Schema;
	read: v.GenericSchema<unknown, v.InferOutput<Schema>>;
	/** True when a writer has to say it. */
	needed: boolean;
}

/** A field without which nothing is read. */
export function needed<const Schema extends v.GenericSchema>(schema: Schema): Field<Schema> {
	return { schema, read: schema, needed: true };
}

/** A field that is read as `otherwise` where it is missing or of another shape. */
export function field<const Schema extends v.GenericSchema>(
	schema: Schema,
	otherwise: v.InferOutput<Schema>
): Field<Schema> {
	return { schema, read: v.fallback(schema, otherwise as never), needed: false };
}

type Fields = Readonly<Record<string, Field>>;

/** What is read of an object with these fields. */
export function readable<const Given extends Fields>(
	fields: Given
): v.GenericSchema<unknown, { [Name in keyof Given]: v.InferOutput<Given[Name]['schema']> }> {
	const entries = Object.entries(fields).map(([name, { read }]) => [name, read]);
	return v.object(Object.fromEntries(entries)) as never;
}

/** What may be written as such an object. Fields of another name may come from a newer version. */
export function writable(fields: Fields): v.GenericSchema {
	const entries = Object.entries(fields).map(([name, { schema, needed: must }]) => [
		name,
		must ? schema : v.optional(schema)
	]);
	return v.looseObject(Object.fromEntries(entries) as Record<string, v.GenericSchema>);
}
