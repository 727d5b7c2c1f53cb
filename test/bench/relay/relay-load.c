// Load for a proxy between stations and BuildPanel, in two processes of this one program:
//   relay-load upstream SHARED PORT CPU                          a BuildPanel that only counts (dialect d1)
//   relay-load stations SHARED PORT CPU COUNT WARM_S RUN_S PIDS TOKENS|-
// Every frame carries the time when it was due, not when it was sent: a sender that was late can't hide it.
// Times are CLOCK_MONOTONIC in ns. The two meet in the file SHARED. The last line of `stations` is JSON.
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

typedef uint64_t u64;
typedef uint32_t u32;
typedef uint8_t u8;

enum { PCM = 640, HEAD = 32, MESSAGE = HEAD + PCM, IN_SIZE = 16384, OUT_SIZE = 65536, MAX_CONNS = 8192 };
enum { SUB = 32, BUCKETS = 64 * SUB, PARTIALS_PER_SECOND = 2, SILENT_FRAMES = 35 };
static const u64 SECOND = 1000000000ull, PERIOD = 20000000ull;
static const u32 MAGIC = 0x5441424c;
#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)
#define SUBPROTOCOL "buildpanel-station.v" TEXT(WIRE_VERSION)

// A histogram with 32 steps to each power of two.
typedef struct {
  u64 count, max;
  u32 buckets[BUCKETS];
} Histogram;

typedef struct {
  volatile u64 from, until;
  Histogram up, down, lag;
  volatile u64 received, gaps;
} Shared;

typedef struct {
  int fd, isOpen;
  u32 inLength, outLength, events, sequence, hasSequence, id, silentFrames;
  u8 *in, *out;
} Conn;

static Shared *shared;
static int poller;
static u64 dropped, dead, told;

static u64 now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (u64)t.tv_sec * SECOND + (u64)t.tv_nsec;
}

static void record(Histogram *h, u64 ns) {
  int e = ns < SUB ? 0 : 63 - __builtin_clzll(ns);
  int at = ns < SUB ? (int)ns : (e - 4) * SUB + (int)((ns >> (e - 5)) & (SUB - 1));
  h->count++;
  h->buckets[at]++;
  if (ns > h->max) h->max = ns;
}

static double quantileUs(const Histogram *h, double q) {
  u64 wanted = (u64)(q * (double)h->count), sum = 0;
  for (int i = 0; i < BUCKETS; i++) {
    sum += h->buckets[i];
    if (sum <= wanted) continue;
    u64 value = i < SUB ? (u64)i : (u64)(SUB + i % SUB) << (i / SUB - 1);
    return (double)value / 1e3;
  }
  return (double)h->max / 1e3;
}

static int isMeasured(u64 at) { return shared->from && at >= shared->from && at < shared->until; }

static void fail(const char *what) {
  fprintf(stderr, "relay-load: %s: %s\n", what, strerror(errno));
  exit(1);
}

static void watch(Conn *c, u32 events, int how) {
  struct epoll_event e = {.events = events, .data.ptr = c};
  epoll_ctl(poller, how, c->fd, &e);
  c->events = events;
}

static void hangUp(Conn *c) {
  close(c->fd);
  c->fd = -1;
  c->isOpen = 0;
}

static void flush(Conn *c) {
  if (c->fd < 0) return;
  ssize_t n = c->outLength ? send(c->fd, c->out, c->outLength, MSG_NOSIGNAL | MSG_DONTWAIT) : 0;
  if (n > 0) {
    memmove(c->out, c->out + n, c->outLength - (u32)n);
    c->outLength -= (u32)n;
  }
  u32 events = EPOLLIN | (c->outLength ? EPOLLOUT : 0);
  if (events != c->events) watch(c, events, EPOLL_CTL_MOD);
}

static void put(Conn *c, const void *bytes, u32 length) {
  if (c->fd < 0) return;
  if (c->outLength == 0) {
    ssize_t n = send(c->fd, bytes, length, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n == (ssize_t)length) return;
    if (n > 0) bytes = (const u8 *)bytes + n, length -= (u32)n;
  }
  if (c->outLength + length > OUT_SIZE) {
    dropped++;
    return;
  }
  memcpy(c->out + c->outLength, bytes, length);
  c->outLength += length;
  flush(c);
}

static void mask(u8 *p, u64 n, const u8 *key) {
  for (u64 i = 0; i < n; i++) p[i] ^= key[i & 3];
}

static void putFrame(Conn *c, int opcode, const void *payload, u32 n, int isMasked) {
  static const u8 key[4] = {0x5a, 0x13, 0xc7, 0x88};
  u8 bytes[2048] = {(u8)(0x80 | opcode)};
  u32 at = 2;
  bytes[1] = (u8)((isMasked ? 0x80 : 0) | (n < 126 ? n : 126));
  if (n >= 126) bytes[at++] = (u8)(n >> 8), bytes[at++] = (u8)n;
  if (isMasked) memcpy(bytes + at, key, 4), at += 4;
  memcpy(bytes + at, payload, n);
  if (isMasked) mask(bytes + at, n, key);
  put(c, bytes, at + n);
}

// Calls `take` for each whole WebSocket frame that has come; the payload is unmasked in place.
static void takeFrames(Conn *c, void (*take)(Conn *, int, u8 *, u64)) {
  u32 at = 0;
  while (c->inLength - at >= 2) {
    u8 *p = c->in + at;
    u64 n = p[1] & 127;
    u32 head = 2;
    if (n == 126) {
      if (c->inLength - at < 4) break;
      n = (u64)p[2] << 8 | p[3];
      head = 4;
    }
    const u8 *key = p + head;
    if (p[1] & 128) head += 4;
    if (c->inLength - at < head + n) break;
    if (p[1] & 128) mask(p + head, n, key);
    take(c, p[0] & 15, p + head, n);
    at += head + (u32)n;
  }
  memmove(c->in, c->in + at, c->inLength - at);
  c->inLength -= at;
}

static int receive(Conn *c) {
  ssize_t n = recv(c->fd, c->in + c->inLength, IN_SIZE - 1 - c->inLength, MSG_DONTWAIT);
  if (n < 0 && errno == EAGAIN) return 0;
  if (n <= 0) {
    hangUp(c);
    dead++;
    return 0;
  }
  c->inLength += (u32)n;
  return 1;
}

static Conn *adopt(int fd, u32 id) {
  int one = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  Conn *c = calloc(1, sizeof *c);
  c->fd = fd;
  c->id = id;
  c->in = malloc(IN_SIZE);
  c->out = malloc(OUT_SIZE);
  return c;
}

static void pin(int cpu) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET((size_t)cpu, &set);
  sched_setaffinity(0, sizeof set, &set);
  prctl(PR_SET_TIMERSLACK, 1);
}

static int waitUntil(u64 at, struct epoll_event *events) {
  u64 t = now(), left = at > t ? at - t : 0;
  struct timespec timeout = {(time_t)(left / SECOND), (long)(left % SECOND)};
  return epoll_pwait2(poller, events, 512, &timeout, NULL);
}

#include "upstream.h"
#include "stations.h"

int main(int argc, char **argv) {
  if (argc < 5) return 2;
  signal(SIGPIPE, SIG_IGN);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  int file = open(argv[2], O_RDWR | O_CREAT, 0600);
  if (file < 0 || ftruncate(file, sizeof *shared)) fail("shared file");
  shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  pin(atoi(argv[4]));
  poller = epoll_create1(0);
  if (!strcmp(argv[1], "upstream")) serveUpstream(atoi(argv[3]));
  if (argc < 10) return 2;
  return runStations(&(Run){.port = atoi(argv[3]), .count = (u32)atoi(argv[5]), .warmS = (u64)atoi(argv[6]),
                            .runS = (u64)atoi(argv[7]), .pids = argv[8], .tokenFile = argv[9]});
}
