import { heldKeys } from '#modules/visits/device/keys/held-keys.svelte.ts';

/** Keeps the keys of the coming visits at hand for as long as somebody of a team works here; gives what ends that. */
export function keepKeys(): () => void {
	return heldKeys.keepFresh();
}
