#!/usr/bin/python3
"""Enrols a station at a relay, streams a WAV (16 kHz, mono, 16 bit) and prints the final result as JSON.

    /usr/bin/python3 stream_wav.py http://127.0.0.1:3001 CODE file.wav

Written from docs/api/openapi.json and asyncapi.json alone; it reads both, beside its own folder. Needs Debian's
python3-websockets, python3-jwt and python3-cryptography. The key is made for this run: keep yours, a code is good once.
"""
import asyncio
import base64
import json
import struct
import sys
import time
import urllib.parse
import urllib.request
import uuid
import wave
from pathlib import Path

import jwt
import websockets
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

API = Path(__file__).resolve().parent.parent / "api"
OPEN = json.loads((API / "openapi.json").read_text())
ASYNC = json.loads((API / "asyncapi.json").read_text())
STATION = ASYNC["channels"]["station"]
SUBPROTOCOL = STATION["bindings"]["ws"]["headers"]["properties"]["Sec-WebSocket-Protocol"]["const"]
VERSION = int(ASYNC["info"]["version"])
FORM = OPEN["paths"]["/oauth/token"]["post"]["requestBody"]["content"][
    "application/x-www-form-urlencoded"]["schema"]["properties"]
FRAME_BYTES = 640
DEADLINE_S = 30


def post(url, body, kind="application/json"):
    request = urllib.request.Request(url, data=body.encode(), headers={"content-type": kind})
    with urllib.request.urlopen(request, timeout=DEADLINE_S) as answer:
        return json.load(answer)


def enrol(base, code, key):
    raw = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    x = base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
    request = {"code": code, "stationName": "Python example",
               "publicKey": {"kty": "OKP", "crv": "Ed25519", "x": x}}
    return post(base + "/v1/enrol", json.dumps(request))


def access_token(base, station_id, key):
    claims = {"iss": station_id, "sub": station_id, "aud": "buildpanel-relay",
              "jti": str(uuid.uuid4()), "exp": int(time.time()) + 60}
    form = {"grant_type": FORM["grant_type"]["const"],
            "client_assertion_type": FORM["client_assertion_type"]["const"],
            "client_assertion": jwt.encode(claims, key, algorithm="EdDSA")}
    kind = "application/x-www-form-urlencoded"
    return post(base + "/oauth/token", urllib.parse.urlencode(form), kind)["access_token"]


def frames_of(path):
    with wave.open(path, "rb") as sound:
        if (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) != (16000, 1, 2):
            raise SystemExit("the WAV must be 16 kHz, mono, 16 bit")
        pcm = sound.readframes(sound.getnframes())
    pcm += bytes(-len(pcm) % FRAME_BYTES)
    return [pcm[at:at + FRAME_BYTES] for at in range(0, len(pcm), FRAME_BYTES)]


async def send_speech(socket, head, frames, began):
    """In real time, 20 ms a frame: this keeps far inside the window too."""
    for sequence, frame in enumerate(frames):
        captured_us = int((time.monotonic() - began) * 1e6)
        await socket.send(
            struct.pack(">BBBBHHIIQQ", 1, VERSION, 1, 1, 0, 0, 1, sequence, captured_us, 0) + frame)
        await asyncio.sleep(0.02)
    await socket.send(json.dumps({"type": "end_voice_streaming", **head, "streamNumber": 1,
                                  "nextSequence": len(frames), "frameCount": len(frames)}))


async def final_of(socket, head):
    async for text in socket:
        message = json.loads(text)
        if message["type"] in ("upload_wanted", "streaming_error", "fault", "go_away"):
            raise SystemExit("the relay said " + text)
        if message["type"] == "streaming_complete":
            await socket.send(json.dumps({"type": "result_ack", **head}))
            return message["result"]
    raise SystemExit("the relay closed the connection")


async def stream(base, token, lane_id, frames):
    began = time.monotonic()
    head = {"sessionId": str(uuid.uuid4()), "utteranceId": str(uuid.uuid4())}
    url = base.replace("http", "ws", 1) + STATION["address"]
    headers = {"Authorization": "Bearer " + token}
    async with websockets.connect(url, subprotocols=[SUBPROTOCOL], extra_headers=headers) as socket:
        audio = {"sampleRate": 16000, "channels": 1, "codecs": ["pcm_s16le"]}
        await socket.send(json.dumps({"type": "start_voice_streaming", **head, "laneId": lane_id,
                                      "streamNumber": 1, "audioConfig": audio}))
        sending = asyncio.create_task(send_speech(socket, head, frames, began))
        try:
            return await asyncio.wait_for(final_of(socket, head), DEADLINE_S + len(frames) * 0.02)
        finally:
            sending.cancel()


def main():
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    base, code, path = sys.argv[1].rstrip("/"), sys.argv[2], sys.argv[3]
    key = Ed25519PrivateKey.generate()
    station = enrol(base, code, key)
    token = access_token(base, station["stationId"], key)
    print(json.dumps(asyncio.run(stream(base, token, station["lanes"][0]["laneId"], frames_of(path)))))


main()
