export { keyPolicies } from './access.ts';
export {
	type KeyLook,
	LEAST_REASON,
	LOG_KEY_LOOK,
	REMOVE_KEYS,
	WRITE_KEYS,
	keptContext,
	keyLookSchema,
	removeKeysSchema,
	writeContext,
	writeKeysSchema
} from './key-commands.ts';
export { KEY_PARTS, type KeyPlan, encodeKeyPlan, keyPlanSchema, readKeyPlan } from './key-plan.ts';
export { KNOWN_KEYS, type KnownKeyPlan, readKnownKeys } from './known-plans.ts';
export { type ReasonNeeded, isReason, keysToHold, reasonNeeded } from './looks.ts';
