import * as v from 'valibot';
import { type Result, ok, refuse } from '#core/result';
import { readSupportNumbers, supportNumberSchema } from '#core/support-numbers';
import { type ChecklistItem, ROUTINE_ITEMS } from './model.ts';
import { MOST, itemSchema } from './schemas.ts';

/** The key of these settings among a team's facts. */
export const SETTINGS_KEY = 'outage';

const line = (longest: number) => v.pipe(v.string(), v.trim(), v.maxLength(longest), v.excludes('\0'));
const minute = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1439));

const settingsShape = {
	numbers: v.pipe(v.array(supportNumberSchema), v.maxLength(20)),
	/** Where copies lie, in people's words: the folder, the cupboard with the stick. It stands on the wall. */
	copiesAt: line(300),
	/** What is ticked off; null for the routine as it comes. */
	checklist: v.nullable(v.pipe(v.array(itemSchema), v.maxLength(MOST.items))),
	/** The minute of the day from which planners are reminded to print tomorrow; null for never. */
	remindFrom: v.nullable(minute)
};

const settingsSchema = v.object({ version: v.pipe(v.number(), v.safeInteger()), ...settingsShape });

/** What an organisation has decided about the outages of a team. */
export type OutageSettings = v.InferOutput<typeof settingsSchema>;

/** A change of settings: the version that it was made on, and everything that is set. */
export const outageSettingsChangeSchema = v.object({
	version: v.pipe(v.number(), v.safeInteger()),
	set: v.object(settingsShape)
});
export type OutageSettingsChange = v.InferOutput<typeof outageSettingsChangeSchema>;

/** What counts until an administrator has decided otherwise. */
export const USUAL_OUTAGE_SETTINGS: OutageSettings = {
	version: 0,
	numbers: [],
	copiesAt: '',
	checklist: null,
	remindFrom: 15 * 60
};

/**
 * The settings among a team's facts. A team that has none of its own has the numbers that came with it; one bad number
 * takes no other away.
 */
export function readOutageSettings(
	stored: unknown,
	phones: readonly { about: string; number: string }[] = []
): OutageSettings {
	if (typeof stored !== 'object' || stored === null)
		return { ...USUAL_OUTAGE_SETTINGS, numbers: readSupportNumbers(phones) };
	const { version, copiesAt, checklist, remindFrom, numbers } = stored as Record<string, unknown>;
	return {
		version: read(settingsSchema.entries.version, version, 0),
		numbers: readSupportNumbers(numbers),
		copiesAt: read(settingsShape.copiesAt, copiesAt, ''),
		checklist: read(settingsShape.checklist, checklist, null),
		remindFrom: read(settingsShape.remindFrom, remindFrom, USUAL_OUTAGE_SETTINGS.remindFrom)
	};
}

/** The settings after a change; refused when somebody else has changed them since. */
export function changeOutageSettings(
	before: OutageSettings,
	{ version, set }: OutageSettingsChange
): Result<OutageSettings, 'settings-changed'> {
	return version === before.version ? ok({ ...set, version: version + 1 }) : refuse('settings-changed');
}

/** The items that an outage begins with. */
export function itemsOf({ checklist }: Pick<OutageSettings, 'checklist'>): ChecklistItem[] {
	return checklist ?? ROUTINE_ITEMS.map((id) => ({ id, text: null }));
}

function read<Value>(schema: v.GenericSchema<unknown, Value>, value: unknown, otherwise: Value): Value {
	const parsed = v.safeParse(schema, value);
	return parsed.success ? parsed.output : otherwise;
}
