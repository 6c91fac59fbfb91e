import {
	type LandlordContractor,
	type Settings,
	type SettingsChange,
	readLandlord
} from '#modules/work-orders/domain/index.ts';
import { device } from '#device/device.svelte.ts';
import type { FactsView } from '#device/facts-view.svelte.ts';

/** The kind of the command that changes a landlord's settings. */
export const CHANGE_SETTINGS = 'work-order-settings.change';

/** What the landlord has decided, and its contractors, as this device knows them. */
export class Landlord {
	readonly #facts: FactsView = device.openFacts('landlord', ['settings', 'contractors']);
	readonly #known = $derived(readLandlord(this.#facts.documents));

	get settings(): Settings {
		return this.#known.settings;
	}

	/** All contractors for the landlord's own people; for a contractor, itself. */
	get contractors(): readonly LandlordContractor[] {
		return this.#known.contractors;
	}

	/** True once the device's own copy has been read. */
	get loaded(): boolean {
		return this.#facts.loaded;
	}

	/** Changes settings; goes to the server when that can be reached. */
	change(change: SettingsChange): Promise<void> {
		return device.act(CHANGE_SETTINGS, device.session?.organisation ?? '', { ...change });
	}

	/** Lets go of the document. */
	close(): void {
		this.#facts.close();
	}
}
