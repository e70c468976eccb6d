/** Injection tokens of the configuration, of the master key (`Uint8Array`), of the platform's own token key, and of the `Time`. */
export const CONFIG = Symbol('config');
export const MASTER_KEY = Symbol('master key');
export const SIGNING_KEY = Symbol('signing key');
export const TIME = Symbol('time');
