"""A security key in software: used as a device would use it, and as none ever should."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import bytes_to_base64url

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@dataclass
class Authenticator:
    """One key for one site; whatever a test wants to be wrong can be set."""

    origin: str
    party: str
    credential: bytes = b"a key of somebody's"
    flags: int = PRESENT | VERIFIED
    uses: int = 0
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def makes(self, options: dict[str, Any]) -> str:
        client = self._client("webauthn.create", options["challenge"])
        data = self._data(ATTESTED) + self._attested()
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer(clientDataJSON=client, attestationObject=attestation)

    def answers(self, options: dict[str, Any]) -> str:
        self.uses += 1
        client, data = self._client("webauthn.get", options["challenge"]), self._data()
        signed = data + hashlib.sha256(client).digest()
        signature = self.key.sign(signed, ec.ECDSA(hashes.SHA256()))
        return self._answer(clientDataJSON=client, authenticatorData=data, signature=signature)

    def _client(self, kind: str, challenge: str) -> bytes:
        told = {"type": kind, "challenge": challenge, "origin": self.origin}
        return json.dumps(told).encode()

    def _data(self, more: int = 0) -> bytes:
        party = hashlib.sha256(self.party.encode()).digest()
        return party + bytes([self.flags | more]) + self.uses.to_bytes(4, "big")

    def _attested(self) -> bytes:
        numbers = self.key.public_key().public_numbers()
        public = {
            1: 2, 3: -7, -1: 1,
            -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big"),
        }  # fmt: skip
        length = len(self.credential).to_bytes(2, "big")
        return bytes(16) + length + self.credential + cbor2.dumps(public)

    def _answer(self, **response: bytes) -> str:
        name = bytes_to_base64url(self.credential)
        told = {part: bytes_to_base64url(value) for part, value in response.items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": told})
