import type { Extension } from '@hocuspocus/server';
import type { OpenRefusal, UpdateRefusal } from '#core/connection';
import type { SyncContext } from '../context.ts';
import type { SyncLogger } from '../dependencies.ts';

type Hooks = Required<Omit<Extension<SyncContext>, 'priority' | 'extensionName'>>;
type HookName = keyof Hooks;
type Payload<Name extends HookName> = Parameters<Hooks[Name]>[0];

/** One concern of the sync server. Hooks may answer at once: waiting costs every frame a turn of the microtask queue. */
export type SyncExtension = { name: string } & {
	[Name in HookName]?: (payload: Payload<Name>) => unknown;
};

/** An expected refusal on its way through Hocuspocus. Without message and stack Hocuspocus prints next to nothing. */
export class Refusal extends Error {
	readonly reason: OpenRefusal | UpdateRefusal | 'keep-loaded';

	constructor(reason: OpenRefusal | UpdateRefusal | 'keep-loaded') {
		super('');
		this.stack = '';
		this.reason = reason;
	}
}

/** Hooks whose exceptions Hocuspocus turns into an answer to the device. All others would end the process. */
const ANSWERED: ReadonlySet<HookName> = new Set<HookName>([
	'onConnect',
	'onAuthenticate',
	'onCreateDocument',
	'onLoadDocument',
	'afterLoadDocument',
	'beforeHandleMessage',
	'beforeSync',
	'beforeHandleAwareness',
	'beforeUnloadDocument',
	'onTokenSync'
]);

/** Every hook that an extension of ours may have: the tests throw from each of them. */
export const HOOK_NAMES: readonly HookName[] = [
	...ANSWERED,
	'connected',
	'afterHandleMessage',
	'onChange',
	'onStateless',
	'onAwarenessUpdate',
	'beforeBroadcastStateless',
	'onStoreDocument',
	'afterStoreDocument',
	'onDisconnect',
	'afterUnloadDocument',
	'onDestroy'
];

/**
 * Puts our extensions, in order, behind one Hocuspocus extension in which no exception can end the process: it becomes
 * a refusal that the device is told, or a line in the log. Seven hooks of Hocuspocus end the process when they throw.
 */
export function safeHooks(extensions: readonly SyncExtension[], logger: SyncLogger): Extension<SyncContext> {
	const entries = HOOK_NAMES.flatMap((hook) => {
		const steps = extensions.flatMap((extension) => {
			const step = extension[hook] as ((payload: unknown) => unknown) | undefined;
			return step ? [step.bind(extension)] : [];
		});
		return steps.length > 0 ? [[hook, chain(hook, steps, logger)] as const] : [];
	});
	return { priority: 1500, extensionName: 'avbrottsfri', ...Object.fromEntries(entries) };
}

type Step = (payload: unknown) => unknown;

/** Runs the steps one after another; waits only for those that answer with a promise. */
function chain(hook: HookName, steps: readonly Step[], logger: SyncLogger): Step {
	const run: Step = steps.length === 1 && steps[0] ? steps[0] : (payload) => runAll(steps, payload);
	return (payload) => {
		try {
			const answer = run(payload);
			return answer instanceof Promise ? answer.catch((error: unknown) => refuseOrLog(hook, error, logger)) : answer;
		} catch (error) {
			refuseOrLog(hook, error, logger);
			return undefined;
		}
	};
}

function runAll(steps: readonly Step[], payload: unknown): unknown {
	let additions: unknown;
	for (let index = 0; index < steps.length; index += 1) {
		const answer = steps[index]?.(payload);
		if (answer instanceof Promise) return runRest(steps, index + 1, payload, answer);
		additions = answer ?? additions;
	}
	return additions;
}

async function runRest(steps: readonly Step[], from: number, payload: unknown, first: Promise<unknown>) {
	let additions: unknown = await first;
	for (const step of steps.slice(from)) additions = (await step(payload)) ?? additions;
	return additions;
}

function refuseOrLog(hook: HookName, error: unknown, logger: SyncLogger): void {
	const expected = error instanceof Refusal;
	if (!expected) logger.error({ hook, error }, 'A hook of the sync server failed');
	if (ANSWERED.has(hook)) throw expected ? error : new Refusal('unavailable');
}
