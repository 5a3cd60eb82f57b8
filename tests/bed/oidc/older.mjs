// Debian 12 ships Node 18, which lacks three things that the provider takes for granted.
import crypto, { createHash, webcrypto } from 'node:crypto';

globalThis.crypto ??= webcrypto;
crypto.hash ??= (name, data, encoding = 'hex') => createHash(name).update(data).digest(encoding);
URL.parse ??= (text, base) => {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
};
