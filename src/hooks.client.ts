import { catalogue } from '#app/catalogue';
import { device } from '#device/device.svelte.ts';

/** What the device holds is read while the page's own parts are still being fetched; nothing waits for it. */
export const init = (): void => {
	void device.start(catalogue);
};
