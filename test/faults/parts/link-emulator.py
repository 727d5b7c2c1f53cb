"""A bad network in user space, for kernels without netem: two network namespaces, a TUN device in each, and
this process as the wire between them. The station runs in the first (entered by the file descriptor that
is told); in the second its relay seems to be at 10.77.0.2, and a name server that knows it as relay.lab.
What arrives there goes on to a port of this machine. Nothing has a name, so nothing is left when this ends.

usage: link-emulator.py RELAY_PORT SEED   (needs root)
On stdin, a line each: {"delayMs": 50, "jitterMs": 10, "lossPercent": 2, "corruptPercent": 0, "kbitPerS": 0,
"isDead": false, "isUnplugged": false, "names": "known"|"silent"|"refused"}; ends with stdin. Standard library only.
"""
import ctypes, fcntl, heapq, json, os, random, select, socket, struct, subprocess, sys, time

CLONE_NEWNET = 0x40000000
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
STATION, RELAY = "10.77.0.1", "10.77.0.2"
DEVICE = "wire0"
GOOD = dict(delayMs=0.0, jitterMs=0.0, lossPercent=0.0, corruptPercent=0.0, kbitPerS=0.0,
            isDead=False, isUnplugged=False, names="known")
# A router's buffer: what is further behind than this is dropped.
MAX_BEHIND_S = 0.5
MAX_BUFFER = 256 * 1024

relay_port, seed = int(sys.argv[1]), int(sys.argv[2])
libc = ctypes.CDLL(None, use_errno=True)
libc.prctl(29, 1, 0, 0, 0)  # timer slack of 1 ns
home = os.open("/proc/self/ns/net", os.O_RDONLY)
chance = random.Random(seed)
state = dict(GOOD)


def enter(namespace):
    if libc.setns(namespace, CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "setns")


def ip(*words):
    subprocess.check_call(["ip", *words])


def new_namespace(address):
    """Its file descriptor, and that of the TUN device in it. Leaves this process inside."""
    if libc.unshare(CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "unshare")
    namespace = os.open("/proc/self/ns/net", os.O_RDONLY)
    tun = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH", DEVICE.encode(), IFF_TUN | IFF_NO_PI))
    ip("link", "set", "lo", "up")
    ip("addr", "add", address + "/24", "dev", DEVICE)
    ip("link", "set", DEVICE, "up", "mtu", "1500", "txqueuelen", "1000")
    return namespace, tun


near_namespace, near = new_namespace(STATION)
enter(home)
far_namespace, far = new_namespace(RELAY)
door = socket.create_server((RELAY, 0), backlog=512)
names = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
names.bind((RELAY, 53))
enter(home)
door.setblocking(False)
names.setblocking(False)

poll = select.epoll()
for fd in (near, far, door.fileno(), names.fileno(), 0):
    poll.register(fd, select.EPOLLIN)
os.set_blocking(0, False)

on_wire, order, free_at = [], 0, {near: 0.0, far: 0.0}
counts = dict(packets=0, lost=0, corrupted=0, dropped=0)


def take_packet(source):
    """One packet off a TUN device, on its way to the other, or lost."""
    global order
    try:
        packet = os.read(source, 2048)
    except BlockingIOError:
        return False
    counts["packets"] += 1
    if state["isDead"] or state["isUnplugged"]:
        counts["dropped"] += 1
        return True
    if chance.random() * 100 < state["lossPercent"]:
        counts["lost"] += 1
        return True
    if len(packet) > 40 and chance.random() * 100 < state["corruptPercent"]:
        flipped = bytearray(packet)
        flipped[chance.randrange(20, len(flipped))] ^= 1 << chance.randrange(8)
        packet = bytes(flipped)
        counts["corrupted"] += 1
    now = time.monotonic()
    if state["kbitPerS"]:
        begins = max(free_at[source], now)
        if begins - now > MAX_BEHIND_S:
            counts["dropped"] += 1
            return True
        free_at[source] = begins + len(packet) * 8 / (state["kbitPerS"] * 1000)
    else:
        free_at[source] = now
    late = max(0.0, state["delayMs"] + chance.uniform(-1, 1) * state["jitterMs"]) / 1000
    order += 1
    heapq.heappush(on_wire, (free_at[source] + late, order, far if source == near else near, packet))
    return True


def deliver_due():
    now = time.monotonic()
    while on_wire and on_wire[0][0] <= now:
        _, _, to, packet = heapq.heappop(on_wire)
        try:
            os.write(to, packet)
        except OSError:
            pass


class Way:
    """Bytes of a connection in one direction."""

    def __init__(self, source, to):
        self.source, self.to, self.waiting, self.is_ended = source, to, bytearray(), False


ways = {}  # by the file descriptor that is read


def interest(sock):
    reads, writes = ways[sock.fileno()], ways[ways[sock.fileno()].to.fileno()]
    wants = 0
    if not reads.is_ended and len(reads.waiting) < MAX_BUFFER:
        wants |= select.EPOLLIN
    if writes.waiting:
        wants |= select.EPOLLOUT
    poll.modify(sock.fileno(), wants)


def accept():
    try:
        guest, _ = door.accept()
    except BlockingIOError:
        return
    try:
        onward = socket.create_connection(("127.0.0.1", relay_port), timeout=2)
    except OSError:
        guest.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        guest.close()  # with a reset, as a port that nobody listens on
        return
    for sock in (guest, onward):
        sock.setblocking(False)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        poll.register(sock.fileno(), select.EPOLLIN)
    ways[guest.fileno()] = Way(guest, onward)
    ways[onward.fileno()] = Way(onward, guest)


def close_pair(way, is_reset):
    for sock in (way.source, way.to):
        poll.unregister(sock.fileno())
        del ways[sock.fileno()]
        if is_reset:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        sock.close()


def carry(fd, events):
    way = ways.get(fd)
    if way is None:
        return
    back = ways[way.to.fileno()]
    try:
        if events & (select.EPOLLIN | select.EPOLLHUP | select.EPOLLERR) and not way.is_ended:
            piece = way.source.recv(65536)
            if piece:
                way.waiting += piece
            else:
                way.is_ended = True
        for each in (way, back):
            if each.waiting:
                try:
                    del each.waiting[: each.to.send(each.waiting)]
                except BlockingIOError:
                    pass
            if each.is_ended and not each.waiting:
                each.to.shutdown(socket.SHUT_WR)
                each.is_ended = None  # told
    except BlockingIOError:
        pass
    except OSError:
        close_pair(way, True)
        return
    if way.is_ended is None and back.is_ended is None:
        close_pair(way, False)
        return
    interest(way.source)
    interest(way.to)


def answer_name():
    """relay.lab has one IPv4 address; nothing else is known."""
    try:
        question, asker = names.recvfrom(512)
    except BlockingIOError:
        return
    if state["names"] == "silent" or len(question) < 17:
        return
    at, labels = 12, []
    while at < len(question) and question[at]:
        labels.append(question[at + 1 : at + 1 + question[at]])
        at += 1 + question[at]
    kind = struct.unpack(">H", question[at + 1 : at + 3])[0]
    section = question[12 : at + 5]
    is_known = state["names"] == "known" and b".".join(labels).lower() == b"relay.lab"
    has_address = is_known and kind == 1
    code = 0 if is_known else (2 if state["names"] == "refused" else 3)
    head = question[:2] + struct.pack(">HHHHH", 0x8180 | code, 1, int(has_address), 0, 0)
    record = b"\xc0\x0c" + struct.pack(">HHIH", 1, 1, 0, 4) + socket.inet_aton(RELAY)
    try:
        names.sendto(head + section + (record if has_address else b""), asker)
    except OSError:
        pass


def hear(text):
    """New conditions; what they do not name is good again."""
    was_unplugged = state["isUnplugged"]
    state.clear()
    state.update({**GOOD, **json.loads(text)})
    if state["isUnplugged"] != was_unplugged:
        enter(near_namespace)
        ip("link", "set", DEVICE, "down" if state["isUnplugged"] else "up")
        enter(home)
    print(json.dumps({"heard": True}), flush=True)


print(json.dumps({"namespace": near_namespace, "host": RELAY, "port": door.getsockname()[1]}), flush=True)
told, is_over = b"", False
while not is_over:
    deliver_due()
    left = on_wire[0][0] - time.monotonic() if on_wire else 1.0
    for fd, events in poll.poll(max(0.0, left)):
        if fd in (near, far):
            for _ in range(64):
                if not take_packet(fd):
                    break
        elif fd == door.fileno():
            accept()
        elif fd == names.fileno():
            answer_name()
        elif fd == 0:
            piece = os.read(0, 65536)
            is_over = not piece
            told += piece
            *lines, told = told.split(b"\n")
            for line in lines:
                hear(line)
        else:
            carry(fd, events)
print(json.dumps(counts), flush=True)
