// The BuildPanel of the bench: answers the relay's probes, counts and times frames, sends partials. Never
// more than it must, so that the proxy before it is what is measured. Included by relay-load.c.

static Conn *guests[MAX_CONNS];
static u32 guestCount;

static void sha1(const u8 *data, size_t n, u8 *digest) {
  u32 h[5] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
  u8 m[192] = {0};
  memcpy(m, data, n);
  m[n] = 0x80;
  size_t length = ((n + 8) / 64 + 1) * 64;
  for (int i = 0; i < 8; i++) m[length - 1 - (size_t)i] = (u8)((u64)n * 8 >> (8 * i));
  for (size_t k = 0; k < length; k += 64) {
    u32 w[80];
    for (int i = 0; i < 16; i++) {
      const u8 *q = m + k + 4 * i;
      w[i] = (u32)q[0] << 24 | (u32)q[1] << 16 | (u32)q[2] << 8 | q[3];
    }
    for (int i = 16; i < 80; i++) {
      u32 x = w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16];
      w[i] = x << 1 | x >> 31;
    }
    u32 a = h[0], b = h[1], c = h[2], d = h[3], e = h[4];
    for (int i = 0; i < 80; i++) {
      u32 f = i < 20 ? (b & c) | (~b & d) : i >= 40 && i < 60 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
      u32 key = i < 20 ? 0x5A827999 : i < 40 ? 0x6ED9EBA1 : i < 60 ? 0x8F1BBCDC : 0xCA62C1D6;
      u32 t = (a << 5 | a >> 27) + f + e + key + w[i];
      e = d, d = c, c = b << 30 | b >> 2, b = a, a = t;
    }
    h[0] += a, h[1] += b, h[2] += c, h[3] += d, h[4] += e;
  }
  for (int i = 0; i < 20; i++) digest[i] = (u8)(h[i / 4] >> (24 - 8 * (i % 4)));
}

static void base64(const u8 *d, int n, char *out) {
  static const char table[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (int i = 0; i < n; i += 3) {
    u32 v = (u32)d[i] << 16 | (i + 1 < n ? (u32)d[i + 1] << 8 : 0) | (i + 2 < n ? d[i + 2] : 0);
    *out++ = table[v >> 18 & 63];
    *out++ = table[v >> 12 & 63];
    *out++ = i + 1 < n ? table[v >> 6 & 63] : '=';
    *out++ = i + 2 < n ? table[v & 63] : '=';
  }
  *out = 0;
}

static void answerHttp(Conn *c) {
  const char *body = strncmp((char *)c->in, "GET /api/health", 15) ? "{\"error\":\"Not found\"}" : "{\"status\":\"OK\"}";
  const char *status = body[2] == 's' ? "200 OK" : "404 Not Found";
  char text[300];
  int n = snprintf(text, sizeof text,
                   "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n%s",
                   status, strlen(body), body);
  put(c, text, (u32)n);
  shutdown(c->fd, SHUT_WR);
  c->inLength = 0;
}

static void upgrade(Conn *c) {
  c->in[c->inLength] = 0;
  char *end = strstr((char *)c->in, "\r\n\r\n");
  if (end == NULL) return;
  char *key = strcasestr((char *)c->in, "sec-websocket-key:");
  if (key == NULL || key > end) {
    answerHttp(c);
    return;
  }
  key += strcspn(key, ":") + 1;
  key += strspn(key, " ");
  char joined[128], accept[40], text[256];
  u8 digest[20];
  snprintf(joined, sizeof joined, "%.*s258EAFA5-E914-47DA-95CA-C5AB0DC85B11", (int)strcspn(key, "\r\n "), key);
  sha1((u8 *)joined, strlen(joined), digest);
  base64(digest, 20, accept);
  // A proxy that only passes on brings the station's own subprotocol, which must be answered.
  int isStation = strcasestr((char *)c->in, SUBPROTOCOL) != NULL;
  int n = snprintf(text, sizeof text,
                   "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                   "%sSec-WebSocket-Accept: %s\r\n\r\n",
                   isStation ? "Sec-WebSocket-Protocol: " SUBPROTOCOL "\r\n" : "", accept);
  put(c, text, (u32)n);
  c->isOpen = 1;
  u32 used = (u32)((u8 *)end + 4 - c->in);
  memmove(c->in, c->in + used, c->inLength - used);
  c->inLength -= used;
}

static void sayFinal(Conn *c) {
  static const char words[] = "{\"type\":\"transcription_result\",\"text\":\"one latte\",\"isFinal\":true,\"confidence\":0.9}";
  putFrame(c, 1, words, sizeof words - 1, 0);
}

static void hear(Conn *c, int opcode, u8 *payload, u64 n) {
  if (opcode == 9) putFrame(c, 10, payload, (u32)n, 0);
  if (opcode == 1 && memmem(payload, n, "stop_recording", 14)) sayFinal(c);
  if (opcode != 2 || n < PCM) return;
  u8 *pcm = payload + n - PCM;
  // Where no word says stop (d2), silence does.
  c->silentFrames = pcm[0] == 0 && !memcmp(pcm, pcm + 1, PCM - 1) ? c->silentFrames + 1 : 0;
  if (c->silentFrames == SILENT_FRAMES) sayFinal(c);
  u64 due;
  u32 sequence, magic;
  memcpy(&due, pcm, 8);
  memcpy(&sequence, pcm + 8, 4);
  memcpy(&magic, pcm + 12, 4);
  if (magic != MAGIC) return;
  if (c->hasSequence && sequence != c->sequence + 1) shared->gaps++;
  c->hasSequence = 1;
  c->sequence = sequence;
  if (!isMeasured(due)) return;
  record(&shared->up, now() - due);
  shared->received++;
}

static void sayPartial(Conn *c) {
  char text[300];
  int n = snprintf(text, sizeof text,
                   "{\"type\":\"transcription_result\",\"text\":\"two flat whites and one almond croissant "
                   "at=%020llu\",\"isFinal\":false,\"confidence\":0.93}",
                   (unsigned long long)now());
  putFrame(c, 1, text, (u32)n, 0);
}

static void acceptGuests(int listener) {
  for (int fd; (fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0;) {
    u32 place = 0;
    while (place < guestCount && guests[place]->fd >= 0) place++;
    if (place == MAX_CONNS) fail("too many connections");
    if (place < guestCount) free(guests[place]->in), free(guests[place]->out), free(guests[place]);
    else guestCount++;
    guests[place] = adopt(fd, place);
    watch(guests[place], EPOLLIN, EPOLL_CTL_ADD);
  }
}

static void serveUpstream(int port) {
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), one = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof a;
  if (bind(listener, (void *)&a, size) || listen(listener, 4096)) fail("listen");
  getsockname(listener, (void *)&a, &size);
  printf("{\"listening\":%d}\n", ntohs(a.sin_port));
  fflush(stdout);
  struct epoll_event e = {.events = EPOLLIN, .data.ptr = NULL}, events[512];
  epoll_ctl(poller, EPOLL_CTL_ADD, listener, &e);
  u64 next = now();
  for (u64 turn = 0;;) {
    u64 t = now(), every = SECOND / PARTIALS_PER_SECOND / (guestCount ? guestCount : 1);
    if (t > next + SECOND) next = t;
    for (int left = 64; guestCount && next <= t && left--; next += every) {
      Conn *c = guests[turn++ % guestCount];
      if (c->isOpen && c->hasSequence) sayPartial(c);
    }
    int n = waitUntil(guestCount ? next : t + PERIOD, events);
    for (int i = 0; i < n; i++) {
      Conn *c = events[i].data.ptr;
      if (c == NULL) {
        acceptGuests(listener);
        continue;
      }
      if (events[i].events & EPOLLOUT) flush(c);
      if (!(events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) || !receive(c)) continue;
      if (!c->isOpen) upgrade(c);
      if (c->isOpen) takeFrames(c, hear);
    }
  }
}
