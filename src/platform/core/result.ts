/** An expected outcome as a value: either what was asked for, or a code from a closed union that says why not. */
export type Result<Value, Code extends string> = { ok: true; value: Value } | { ok: false; code: Code };

/** Wraps a value that was obtained. */
export function ok<Value>(value: Value): { ok: true; value: Value } {
	return { ok: true, value };
}

/** Wraps the reason of an expected refusal. */
export function refuse<Code extends string>(code: Code): { ok: false; code: Code } {
	return { ok: false, code };
}
