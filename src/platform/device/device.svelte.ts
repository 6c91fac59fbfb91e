import { deviceClock } from './device-clock.svelte.ts';
import type { Actor } from '#core/access';
import type { HybridClock } from '#core/clock';
import { signCommand } from '#core/command';
import { newId } from '#core/id';
import { type Result, ok } from '#core/result';
import type { Catalogue } from '#core/catalogue';
import { parseDocumentName } from '#core/document-name';
import { Away } from './away.svelte.ts';
import type { SessionInfo } from '#core/answers';
import { type RequestRefusal, getSession, postSignOut } from './api.ts';
import type { CarriedGroup } from './carrying/carried-groups.ts';
import type { Carrying } from './carrying/carrying.ts';
import type { ExchangeState } from './exchange/exchange.ts';
import type { Present, Whereabouts } from './exchange/presences.ts';
import { FactsView } from './facts-view.svelte.ts';
import { Keeping } from './keeping.svelte.ts';
import { askForLastingStorage } from './lasting-storage.ts';
import { leaveNothingOpen } from './left-page.ts';
import { type Identity, forgetSession, isSameWork, refreshSession, rememberedIdentity, signIn } from './identity.ts';
import { meetGeneration } from './meet-generation.ts';
import type { Notes } from './notes.ts';
import type { NewBlob, Unsent } from './outbox.ts';
import { SharedText } from './shared-text.svelte.ts';
import { type WorkspaceReader, WorkspaceView } from './workspace-view.svelte.ts';
import { type BlobRow, type CommandRow, type DeviceStorage, forgetKeys, openDeviceStorage } from './storage.ts';
import { UNSENT, isMarked, markerOf } from './unsent-marker.ts';
import { Waiting } from './waiting.svelte.ts';
import { type Work, openFirst, openWork, pageIsDrawn } from './work.ts';

/** Where the app stands: `starting` for the moment it takes to read the device. */
export type Phase = 'starting' | 'signed-out' | 'first-sign-in' | 'ready';

const NOBODY: readonly Present[] = [];

/** This device, as the pages know it: who works on it, what waits, and the way to read, write and act. */
export class Device {
	#catalogue: Catalogue | null = null;
	#storage: DeviceStorage | null = null;
	#identity: Identity | null = null;
	#work: Work | null = null;
	#phase = $state<Phase>('starting');
	#session = $state.raw<SessionInfo | null>(null);
	readonly #waiting = new Waiting();
	#exchange = $state.raw<ExchangeState>({ connection: 'connecting', confirmedAt: null, present: [] });
	/** Whether the browser keeps what is written. */
	readonly keeping = new Keeping();
	readonly #away = new Away();
	#endedElsewhere = $state(false);
	#place: Whereabouts = { place: '', scope: '' };
	#refreshing = Promise.resolve();

	get phase(): Phase {
		return this.#phase;
	}
	get session(): SessionInfo | null {
		return this.#session;
	}
	/** What the server has not confirmed. */
	get unsent(): Unsent {
		return this.#waiting.unsent;
	}
	/** The commands that are kept here: waiting, refused, and accepted ones whose result may still be on its way. */
	get commands(): readonly CommandRow[] {
		return this.#waiting.commands;
	}
	get blobs(): readonly BlobRow[] {
		return this.#waiting.blobs;
	}
	/** Others' work that this device brings to the server for them. */
	get carried(): readonly CarriedGroup[] {
		return this.#waiting.carried;
	}
	get exchange(): ExchangeState {
		return this.#exchange;
	}
	/** Who else has the app open: nobody, while the server that tells is out of reach. */
	get present(): readonly Present[] {
		return this.#exchange.connection === 'online' ? this.#exchange.present : NOBODY;
	}
	/** When this device last knew everything, as an ISO time, if it has been without the server since; null otherwise. */
	get awaySince(): string | null {
		return this.#away.since;
	}
	/** When the server was in reach again after that, as an ISO time; null while it is not. */
	get awayUntil(): string | null {
		return this.#away.until;
	}
	/** True when the server has ended the session: the person did not sign out here. */
	get endedElsewhere(): boolean {
		return this.#endedElsewhere;
	}
	/** The company or organisation whose documents this member works in. */
	get scope(): string {
		return this.#session?.company ?? this.#session?.organisation ?? '';
	}

	/** The signed-in member, for asking what may be done. */
	get actor(): Actor | null {
		const session = this.#session;
		return session && { ...session, teams: session.teams.map(({ id }) => id) };
	}

	/** Reads who is signed in from the device; asks the server only afterwards. The catalogue tells what modules there are. */
	async start(catalogue: Catalogue): Promise<void> {
		this.#catalogue = catalogue;
		leaveNothingOpen();
		this.keeping.listen();
		if (isMarked(UNSENT)) await (await import('./lost-work.svelte.ts')).findLostWork();
		this.#storage = await openDeviceStorage();
		const identity = await rememberedIdentity(this.#storage);
		if (!identity) {
			this.#phase = 'signed-out';
			return;
		}
		await this.#begin(identity);
		void this.#refreshInTurn();
	}

	/** Signs in; refusals leave everything as it was. */
	async signIn(username: string, password: string): Promise<Result<null, RequestRefusal>> {
		const storage = (this.#storage ??= await openDeviceStorage());
		const identity = await signIn(storage, username, password);
		if (!identity.ok) return identity;
		this.#endedElsewhere = false;
		await this.#begin(identity.value);
		void askForLastingStorage();
		return ok(null);
	}

	/** Ends the session on this device. What waits stays here, for when the same person signs in again. */
	async signOut(): Promise<void> {
		await postSignOut();
		await this.#lock();
	}

	/** Closes everything and removes the copies: the next person at this device finds nothing, unsent work stays. */
	async #lock(): Promise<void> {
		const work = this.#work;
		await work?.outbox.settled();
		work?.exchange?.close();
		await work?.store.removeCopies();
		if (this.#storage) await forgetSession(this.#storage);
		this.#end();
		// Last: what still asks for keys must not bring their store back.
		if (work) await forgetKeys(work.identity.session.member);
		this.#phase = 'signed-out';
	}

	/** Asks the server again who is signed in, for example after the first sign-in is done. */
	async refresh(): Promise<void> {
		await this.#refreshInTurn();
	}

	/** Makes, signs and keeps a command, with the file that it brings; resolves when it is safe on the device. */
	async act(
		kind: string,
		about: string,
		payload: Record<string, unknown>,
		{ blob = null, quiet = false }: { blob?: NewBlob | null; quiet?: boolean } = {}
	): Promise<void> {
		const { identity, outbox, clock } = this.#working();
		const { member: author } = identity.session;
		const unsigned = {
			v: 1,
			id: newId(),
			kind,
			about,
			payload,
			author,
			device: identity.device.id,
			at: clock.next()
		} as const;
		const { off } = deviceClock;
		await outbox.addCommand(await signCommand(unsigned, identity.device.key), blob, deviceClock.now(), { quiet, off });
	}

	/** Takes a refused command away after the person has seen why. */
	async dismiss(commandId: string): Promise<void> {
		await this.#working().outbox.dismiss(commandId);
	}

	/** Takes others' refused work away after the person has seen why. */
	async dismissCarried(ids: readonly string[]): Promise<void> {
		await this.#working().carrying.carried.dismiss(ids);
	}

	/** Says to colleagues what is open here: an order's id, a place in a team's plan, or nothing. */
	moveTo(place: string, scope = this.scope): void {
		this.#place = { place, scope };
		this.#work?.exchange?.move(this.#place);
	}

	/** Fetches a document that this device does not hold by itself; true once it is here, to stay for a day. */
	async bring(document: string): Promise<boolean> {
		const work = this.#working();
		const isHere = (await work.exchange?.bring(document)) ?? false;
		if (isHere) await work.brought.add(document, deviceClock.now());
		return isHere;
	}

	/** Whether a document was fetched lately, and can be read without the server. */
	async wasBrought(document: string): Promise<boolean> {
		return (await this.#working().brought.names(deviceClock.now())).has(document);
	}

	/** The person has seen what changed meanwhile. */
	async caughtUp(): Promise<void> {
		await this.#away.caughtUp(this.#working().notes);
	}

	/** What a page keeps on this device for the member, such as a form that is not sent yet; undefined when nothing. */
	recall<Value>(name: string): Promise<Value | undefined> {
		return this.#working().notes.read<Value>(`page ${name}`);
	}

	/** Keeps something small for a page; null forgets it. */
	remember(name: string, value: unknown): Promise<void> {
		return this.#working().notes.write(`page ${name}`, value);
	}

	/** Facts documents of a kind, for as long as a page shows them. */
	openFacts(kind: string, roots: readonly string[], scope = this.scope): FactsView {
		const { store } = this.#working();
		const { indexOfKind, keptDocuments } = this.#modules;
		return new FactsView({ store, index: indexOfKind(kind, scope), kind, roots, kept: keptDocuments });
	}

	/** A shared text, for as long as a page shows it. */
	openText(document: string, root: string): SharedText {
		return new SharedText(this.#working().store, document, root);
	}

	/** A workspace document, for as long as a page shows it. */
	openWorkspace<Seen>(document: string, read: WorkspaceReader<Seen>): WorkspaceView<Seen> {
		return new WorkspaceView(this.#working().store, document, read);
	}

	/** What exchanging with colleagues stands on, with the card that the server has given last. */
	get carrying(): Carrying {
		const { carrying } = this.#working();
		const { name, card } = { name: this.#session?.name ?? '', card: this.#session?.carrying?.card ?? null };
		return { ...carrying, own: { ...carrying.own, name, card } };
	}

	/** Others' work was taken and is about to be shown; resolves when it may be. */
	async carriedArrived(): Promise<void> {
		await this.#work?.exchange?.carriedArrived();
	}

	/** In whose name, and by which clock, workspaces are edited here. */
	get editor(): { member: string; device: string; clock: HybridClock } {
		const { identity, clock } = this.#working();
		return { member: identity.session.member, device: identity.device.id, clock };
	}

	/** The index that names the documents of a kind, in a scope. */
	indexOf(kind: string, scope: string): string {
		return this.#modules.indexOfKind(kind, scope);
	}

	/** Tells which documents the member writes in: what others wrote there, as somebody brings it, is taken here. */
	async writes(): Promise<(document: string) => boolean> {
		const { findKind, loadRules } = this.#modules;
		const { authorize } = await loadRules();
		return (document) => {
			const parsed = parseDocumentName(document);
			if (!parsed.ok || !this.actor) return false;
			const { kind, scope } = parsed.value;
			return findKind(kind)?.form === 'workspace' && authorize(this.actor, 'write', { type: kind, scope });
		};
	}

	get #modules(): Catalogue {
		if (!this.#catalogue) throw new Error('The device was not started');
		return this.#catalogue;
	}

	#working(): Work {
		if (!this.#work) throw new Error('Nobody is signed in');
		return this.#work;
	}

	async #begin(identity: Identity): Promise<void> {
		// Pages let go of what they show before it is opened anew.
		if (this.#work) this.#phase = 'starting';
		this.#end();
		const { session } = identity;
		this.#identity = identity;
		this.#session = session;
		if (!session.firstSignInDone) {
			this.#phase = 'first-sign-in';
			return;
		}
		const work = await openWork(identity);
		await meetGeneration(work, this.#modules, session.generation?.id);
		this.keeping.follow(work);
		this.#work = work;
		deviceClock.onPutRight(() => {
			work.clock.putRight();
		});
		const letGo = openFirst(work, this.actor ? this.#modules.firstDocumentsOf(this.actor, deviceClock.now()) : []);
		const mark = markerOf(session.member);
		await Promise.all([this.#away.read(work.notes), this.#waiting.follow(work.outbox, work.carrying.carried, mark)]);
		this.#phase = 'ready';
		void this.#startExchange(work, letGo);
	}

	/** What the device holds comes first: the line to the server is opened when the page has been drawn. */
	async #startExchange(work: Work, letGo: () => void): Promise<void> {
		await pageIsDrawn();
		await work.store.allLoaded();
		letGo();
		const { openLine } = await import('./exchange/open-line.ts');
		if (this.#work !== work) return;
		work.exchange = openLine(work, {
			catalogue: this.#modules,
			actor: this.actor,
			life: () => this.#session?.generation,
			// What another tab or the end of the session has closed stays where it is.
			act: async (...act) => (this.#work === work ? this.act(...act) : undefined)
		});
		work.exchange.onState((state) => {
			void this.#connectionChanged(state, work.notes);
		});
		work.exchange.start();
		work.exchange.move(this.#place);
		await work.outbox.tidy(deviceClock.now());
	}

	async #connectionChanged(state: ExchangeState, notes: Notes): Promise<void> {
		const before = this.#exchange;
		this.#exchange = state;
		if (state.connection === 'signed-out') {
			this.#endedElsewhere = true;
			await this.#lock();
			return;
		}
		// A server that is back may be another one: restored from a backup, it asks for what it has lost.
		if (state.connection === 'online' && before.connection === 'offline') void this.refresh();
		if (state.connection === 'online' && state.confirmedAt !== null)
			await notes.write('confirmedAt', state.confirmedAt);
		await this.#away.connectionChanged(state, before, notes);
	}

	/** One after the other: an answer that was given before must not be written over a later one. */
	#refreshInTurn(): Promise<void> {
		const turn = () => this.#refresh();
		this.#refreshing = this.#refreshing.then(turn, turn);
		return this.#refreshing;
	}

	async #refresh(): Promise<void> {
		const identity = this.#identity;
		if (!identity) return;
		const answer = await getSession();
		if (!this.#storage || !answer.ok || this.#identity !== identity) return;
		await refreshSession(this.#storage, identity, answer.value);
		if (isSameWork(answer.value, identity.session)) this.#session = answer.value;
		else await this.#begin({ ...identity, session: answer.value });
	}

	#end(): void {
		this.keeping.follow(null);
		this.#work?.close();
		this.#work = null;
		this.#identity = null;
		this.#session = null;
		this.#waiting.end();
	}
}

/** The device that this tab runs on. */
export const device = new Device();
