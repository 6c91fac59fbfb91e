import { deviceClock } from './device-clock.svelte.ts';
import { askForLastingStorage } from './lasting-storage.ts';

const SILENCE = 30 * 24 * 60 * 60 * 1000; // 30 days
const CHECK_EVERY = 60 * 60 * 1000; // 1 hour
const LOOK_AGAIN_AFTER = 2000; // ms
const LONGEST_CHANGE = 2000; // ms

interface TrustedTypePolicyFactory {
	createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/** The browser's own question whether to install the app. */
interface InstallQuestion extends Event {
	prompt(): Promise<void>;
}

/** The installed app: whether a new version waits, and whether it can be put on the home screen. */
class Installation {
	#registration: ServiceWorkerRegistration | null = null;
	#question: InstallQuestion | null = null;
	#chosen = false;
	#updateWaits = $state(false);
	#installable = $state(false);
	#installed = $state(false);
	#offered = $state(false);

	/** True when a new version is ready and waits for the person's word. */
	get updateWaits(): boolean {
		return this.#updateWaits;
	}
	/** True when the browser would ask to install. */
	get installable(): boolean {
		return this.#installable;
	}
	/** True when this is the installed app. */
	get installed(): boolean {
		return this.#installed;
	}

	/** True from the second visit on, where the browser can be asked, unless the person has said "not now". */
	get offered(): boolean {
		return this.#installable && !this.#installed && this.#offered;
	}

	/** "Not now": silent for thirty days. */
	notNow(): void {
		this.#offered = false;
		localStorage.setItem('install-silent-until', String(deviceClock.now() + SILENCE));
	}

	/** Registers the service worker and listens; call it once, when the app starts. */
	async start(): Promise<void> {
		this.#listenForInstall();
		if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
		const registration = await navigator.serviceWorker.register(ownScriptUrl('/service-worker.js'), {
			updateViaCache: 'none'
		});
		this.#registration = registration;
		this.#watch(registration);
		this.#followVersion();
		setInterval(() => void this.#check(), CHECK_EVERY);
		document.addEventListener('visibilitychange', () => {
			if (document.visibilityState === 'visible') void this.#check();
		});
	}

	/** Takes the new version into use; every tab reloads once. */
	update(): void {
		this.#chosen = true;
		this.#registration?.waiting?.postMessage('SKIP_WAITING');
		// One engine does not say that another version has taken over.
		setTimeout(() => location.reload(), LONGEST_CHANGE);
	}

	/** Puts the question away until the app starts again. */
	later(): void {
		this.#updateWaits = false;
	}

	/** Asks to put the app on the home screen. */
	async install(): Promise<void> {
		await this.#question?.prompt();
		this.#installable = false;
	}

	/** Follows the version in use. By then the bar is gone, and whichever tab has chosen, every tab has to follow. */
	#followVersion(): void {
		// The first visit is only taken over by the version that it already runs.
		let hadVersion = navigator.serviceWorker.controller !== null;
		navigator.serviceWorker.addEventListener('controllerchange', () => {
			if (hadVersion) this.#reloadWhenFree();
			hadVersion = true;
		});
	}

	/** The tab where it was chosen reloads at once; another one waits until nobody is writing in it. */
	#reloadWhenFree(): void {
		if (this.#chosen || !isBeingWrittenIn()) location.reload();
		else setTimeout(() => this.#reloadWhenFree(), LOOK_AGAIN_AFTER);
	}

	#listenForInstall(): void {
		const visits = Number(localStorage.getItem('visits') ?? 0) + 1;
		localStorage.setItem('visits', String(visits));
		this.#offered = visits > 1 && Number(localStorage.getItem('install-silent-until') ?? 0) < deviceClock.now();
		this.#installed = matchMedia('(display-mode: standalone)').matches;
		addEventListener('beforeinstallprompt', (event) => {
			event.preventDefault();
			this.#question = event as InstallQuestion;
			this.#installable = true;
		});
		addEventListener('appinstalled', () => {
			this.#installable = false;
			this.#installed = true;
			void askForLastingStorage();
		});
	}

	#watch(registration: ServiceWorkerRegistration): void {
		const look = () => {
			this.#updateWaits = registration.waiting !== null && navigator.serviceWorker.controller !== null;
		};
		look();
		registration.addEventListener('updatefound', () => {
			registration.installing?.addEventListener('statechange', look);
		});
	}

	async #check(): Promise<void> {
		await this.#registration?.update().catch(() => {
			// Without network there is nothing new.
		});
	}
}

/** A half-written field is no document: a reload would lose it. */
function isBeingWrittenIn(): boolean {
	return document.querySelector('dialog[open], form :is(input, textarea, select):focus, textarea:focus') !== null;
}

/** Under Trusted Types a script's address must come from a policy; ours lets through the one file that it is for. */
function ownScriptUrl(path: string): string {
	const factory = (globalThis as { trustedTypes?: TrustedTypePolicyFactory }).trustedTypes;
	if (!factory) return path;
	const policy = factory.createPolicy('app-service-worker', {
		createScriptURL(url) {
			if (url !== '/service-worker.js') throw new TypeError('Not our service worker');
			return url;
		}
	});
	return policy.createScriptURL(path);
}

/** The installation that this tab belongs to. */
export const installation = new Installation();
