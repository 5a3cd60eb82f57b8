// An OpenID provider for tests. Reads one line of JSON from standard input:
//   { client: {...client metadata}, accounts: { username: {sub, name, nip, ...} } }
// answers with one line {"issuer": "http://127.0.0.1:PORT"}, and ends when its input ends.
// Each later line {"rotate": true} replaces its signing key, and is answered with {"kid": "..."}.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';

import Provider from 'oidc-provider';

const lines = createInterface({ input: process.stdin });
const [line] = await once(lines, 'line');
const { client, accounts } = JSON.parse(line);
lines.on('close', () => process.exit(0));

const server = createServer();
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const issuer = `http://127.0.0.1:${server.address().port}`;

let keys = 0;
function newKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  keys += 1;
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: `tests-${keys}` };
}
const cookieKey = randomBytes(32).toString('hex');
const bySub = new Map(Object.values(accounts).map((claims) => [claims.sub, claims]));

const escaped = (text) => String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const page = (title, body) =>
  `<!doctype html><html lang="id"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1>${body}</html>`;

const loginPage = (action, problem = '') =>
  page(
    'Masuk',
    `<p>${escaped(problem)}</p><form method="post" action="${escaped(action)}">
    <label>Nama pengguna <input name="username" autocomplete="username" required></label>
    <button>Masuk</button></form>`,
  );

// Whoever signs in grants what the client asks for.
async function grantEverything({ oidc }) {
  const grant = new oidc.provider.Grant({
    clientId: oidc.client.clientId,
    accountId: oidc.session.accountId,
  });
  grant.addOIDCScope([...oidc.requestParamScopes].join(' '));
  grant.addOIDCClaims([...oidc.requestParamClaims]);
  await grant.save();
  return grant;
}

// A provider with another key knows the same sessions: they live in the module's own memory.
const made = (key) => new Provider(issuer, {
  clients: [client],
  claims: {
    openid: ['sub'],
    profile: ['name'],
    email: ['email', 'email_verified'],
    personnel: ['nip'],
  },
  conformIdTokenClaims: false,
  cookies: { keys: [cookieKey] },
  jwks: { keys: [key] },
  pkce: { required: () => true },
  findAccount: (ctx, sub) =>
    bySub.has(sub) ? { accountId: sub, claims: async () => bySub.get(sub) } : undefined,
  loadExistingGrant: grantEverything,
  // It would not call this machine itself; here that is where everybody lives.
  fetch: (url, { dispatcher: _refusesThisMachine, ...options }) => fetch(url, options),
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  ttl: { AccessToken: 3600, AuthorizationCode: 60, Grant: 3600, IdToken: 3600, Interaction: 3600, Session: 3600 },
  renderError: (ctx, out) => {
    const rows = Object.entries(out).map(([name, value]) => `<dt>${escaped(name)}<dd>${escaped(value)}`);
    ctx.type = 'html';
    ctx.body = page('Ditolak', `<dl>${rows.join('')}</dl>`);
  },
  features: {
    backchannelLogout: { enabled: true },
    devInteractions: { enabled: false },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => {
        const yes = '<button name="logout" value="yes" form="op.logoutForm">Keluar</button>';
        ctx.body = page('Keluar', form + yes);
      },
      postLogoutSuccessSource: (ctx) => {
        ctx.body = page('Sudah keluar', '');
      },
    },
  },
});
let provider = made(newKey());
let answer = provider.callback();

async function bodyOf(request) {
  let body = '';
  for await (const part of request) body += part;
  return new URLSearchParams(body);
}

async function interact(request, response) {
  await provider.interactionDetails(request, response);
  let problem;
  if (request.method === 'POST') {
    const account = accounts[(await bodyOf(request)).get('username')];
    if (account) {
      const login = { accountId: account.sub };
      return provider.interactionFinished(request, response, { login });
    }
    problem = 'Nama pengguna tidak dikenal.';
  }
  response.writeHead(problem ? 422 : 200, { 'content-type': 'text/html; charset=utf-8' });
  return response.end(loginPage(request.url, problem));
}

server.on('request', (request, response) => {
  if (!request.url.startsWith('/interaction/')) return answer(request, response);
  return interact(request, response).catch((error) => {
    response.writeHead(error.statusCode ?? 500, { 'content-type': 'text/plain' });
    response.end(String(error));
  });
});

lines.on('line', () => {
  const key = newKey();
  provider = made(key);
  answer = provider.callback();
  console.log(JSON.stringify({ kid: key.kid }));
});
console.log(JSON.stringify({ issuer }));
