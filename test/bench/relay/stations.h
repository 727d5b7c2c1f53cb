// Stations that speak without a pause, each on its own phase of the 20 ms. Included by relay-load.c.

typedef struct {
  int port;
  u32 count;
  u64 warmS, runS;
  // Of the proxy, joined by commas; tokens one a line, or "-" where the proxy asks for none.
  const char *pids, *tokenFile;
} Run;

static void attend(Conn *c, int opcode, u8 *payload, u64 n) {
  if (opcode == 9) putFrame(c, 10, payload, (u32)n, 1);
  if (opcode != 1) return;
  u8 *found = memmem(payload, n, "at=", 3);
  u64 sent = found == NULL ? 0 : strtoull((char *)found + 3, NULL, 10);
  if (!sent || !isMeasured(sent)) return;
  record(&shared->down, now() - sent);
  told++;
}

static Conn *joinProxy(const Run *run, u32 id, const char *token) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons((uint16_t)run->port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  struct timeval limit = {.tv_sec = 10};
  if (connect(fd, (void *)&a, sizeof a)) fail("connect");
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  Conn *c = adopt(fd, id);
  char request[4096];
  int n = snprintf(request, sizeof request,
                   "GET /v1/station HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                   "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                   "Sec-WebSocket-Protocol: " SUBPROTOCOL "\r\n%s%s%s\r\n",
                   run->port, *token ? "Authorization: Bearer " : "", token, *token ? "\r\n" : "");
  if (send(fd, request, (size_t)n, MSG_NOSIGNAL) != n) fail("send");
  char *end = NULL;
  while (end == NULL) {
    ssize_t got = recv(fd, c->in + c->inLength, IN_SIZE - 1 - c->inLength, 0);
    if (got <= 0) fail("no answer to the handshake");
    c->inLength += (u32)got;
    c->in[c->inLength] = 0;
    end = strstr((char *)c->in, "\r\n\r\n");
  }
  if (strncmp((char *)c->in, "HTTP/1.1 101", 12)) {
    fprintf(stderr, "relay-load: refused: %.80s\n", c->in);
    exit(1);
  }
  u32 used = (u32)((u8 *)end + 4 - c->in);
  memmove(c->in, c->in + used, c->inLength - used);
  c->inLength -= used;
  c->isOpen = 1;
  fcntl(fd, F_SETFL, O_NONBLOCK);
  watch(c, EPOLLIN, EPOLL_CTL_ADD);
  return c;
}

// A UUIDv7 of the hour, made of the time and the place.
static void beginUtterance(Conn *c) {
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  u64 ms = (u64)t.tv_sec * 1000 + (u64)t.tv_nsec / 1000000;
  char session[64], utterance[64], text[600];
  const char *shape = "%08llx-%04llx-7%03x-8000-%012llx";
  snprintf(session, sizeof session, shape, (unsigned long long)(ms >> 16), (unsigned long long)(ms & 0xffff), 1,
           (unsigned long long)c->id);
  snprintf(utterance, sizeof utterance, shape, (unsigned long long)(ms >> 16), (unsigned long long)(ms & 0xffff), 2,
           (unsigned long long)c->id);
  int n = snprintf(text, sizeof text,
                   "{\"type\":\"start_voice_streaming\",\"sessionId\":\"%s\",\"utteranceId\":\"%s\",\"laneId\":\"lane-1\","
                   "\"streamNumber\":1,\"audioConfig\":{\"sampleRate\":16000,\"channels\":1,\"codecs\":[\"pcm_s16le\"]}}",
                   session, utterance);
  putFrame(c, 1, text, (u32)n, 1);
}

static void speak(Conn *c, u32 sequence, u64 due) {
  static u8 message[MESSAGE];
  if (message[0] == 0) {
    memcpy(message, (u8[4]){1, WIRE_VERSION, 1, 1}, 4);
    for (int i = HEAD; i < MESSAGE; i++) message[i] = (u8)(i * 37);
  }
  u32 stream = htonl(1), wire = htonl(sequence);
  u64 captured = __builtin_bswap64((u64)sequence * 20000 + 1);
  memcpy(message + 8, &stream, 4);
  memcpy(message + 12, &wire, 4);
  memcpy(message + 16, &captured, 8);
  memcpy(message + HEAD, &due, 8);
  memcpy(message + HEAD + 8, &sequence, 4);
  memcpy(message + HEAD + 12, &MAGIC, 4);
  putFrame(c, 2, message, MESSAGE, 1);
}

static u64 cpuOf(const char *pids) {
  u64 sum = 0;
  char list[512], path[300], *rest = list;
  snprintf(list, sizeof list, "%s", pids);
  for (char *pid; (pid = strsep(&rest, ",")) != NULL;) {
    snprintf(path, sizeof path, "/proc/%s/task", pid);
    DIR *tasks = opendir(path);
    if (tasks == NULL) continue;
    for (struct dirent *task; (task = readdir(tasks)) != NULL;) {
      unsigned long long ns = 0;
      char file[600];
      snprintf(file, sizeof file, "%s/%s/schedstat", path, task->d_name);
      FILE *stat = task->d_name[0] == '.' ? NULL : fopen(file, "r");
      if (stat == NULL) continue;
      if (fscanf(stat, "%llu", &ns) == 1) sum += ns;
      fclose(stat);
    }
    closedir(tasks);
  }
  return sum;
}

static double rssMbOf(const char *pids) {
  double sum = 0;
  char list[512], path[300], line[300], *rest = list;
  snprintf(list, sizeof list, "%s", pids);
  for (char *pid; (pid = strsep(&rest, ",")) != NULL;) {
    snprintf(path, sizeof path, "/proc/%s/status", pid);
    FILE *status = fopen(path, "r");
    if (status == NULL) continue;
    while (fgets(line, sizeof line, status))
      if (!strncmp(line, "VmRSS:", 6)) sum += atof(line + 6) / 1024;
    fclose(status);
  }
  return sum;
}

static void joinAll(const Run *run, Conn **stations) {
  FILE *tokens = strcmp(run->tokenFile, "-") ? fopen(run->tokenFile, "r") : NULL;
  for (u32 i = 0; i < run->count; i++) {
    char token[2048] = "";
    if (tokens != NULL && fgets(token, sizeof token, tokens) == NULL) fail("too few tokens");
    token[strcspn(token, "\n")] = 0;
    stations[i] = joinProxy(run, i, token);
    beginUtterance(stations[i]);
  }
  if (tokens != NULL) fclose(tokens);
}

static void listenUntil(u64 at) {
  struct epoll_event events[512];
  int n = waitUntil(at, events);
  for (int i = 0; i < n; i++) {
    Conn *c = events[i].data.ptr;
    if (events[i].events & EPOLLOUT) flush(c);
    if ((events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) && receive(c)) takeFrames(c, attend);
  }
}

static int runStations(const Run *run) {
  alarm((unsigned)(run->warmS + run->runS + 60));
  memset(shared, 0, sizeof *shared);
  Conn **stations = calloc(run->count, sizeof *stations);
  joinAll(run, stations);
  u64 begin = now() + 300000000ull, from = begin + run->warmS * SECOND, until = from + run->runS * SECOND;
  shared->until = until;
  shared->from = from;
  u64 cpu = 0, cpuFrom = 0, sent = 0, tookFrom = 0, took = 0;
  double rss = 0;
  for (u64 turn = 0; now() < until + SECOND / 2;) {
    u64 t = now();
    if (!cpuFrom && t >= from) cpuFrom = cpuOf(run->pids), tookFrom = now();
    if (!took && t >= until) cpu = cpuOf(run->pids) - cpuFrom, took = now() - tookFrom, rss = rssMbOf(run->pids);
    u64 due = begin;
    for (int left = 32; left--; turn++) {
      due = begin + turn / run->count * PERIOD + turn % run->count * PERIOD / run->count;
      if (due > now() || due >= until) break;
      if (due >= from) record(&shared->lag, now() - due), sent++;
      speak(stations[turn % run->count], (u32)(turn / run->count), due);
    }
    u64 wake = now() + PERIOD;
    listenUntil(due < until && due < wake ? due : wake);
  }
  printf("{\"sent\":%llu,\"received\":%llu,\"gaps\":%llu,\"dropped\":%llu,\"dead\":%llu,\"told\":%llu,"
         "\"upP50Us\":%.1f,\"upP99Us\":%.1f,\"downP50Us\":%.1f,\"downP99Us\":%.1f,\"lagP99Us\":%.1f,"
         "\"cpuUsPerFrame\":%.2f,\"cpuCores\":%.3f,\"rssMb\":%.1f}\n",
         (unsigned long long)sent, (unsigned long long)shared->received, (unsigned long long)shared->gaps,
         (unsigned long long)dropped, (unsigned long long)dead, (unsigned long long)told, quantileUs(&shared->up, .5),
         quantileUs(&shared->up, .99), quantileUs(&shared->down, .5), quantileUs(&shared->down, .99),
         quantileUs(&shared->lag, .99), (double)cpu / 1e3 / (double)(sent ? sent : 1), (double)cpu / (double)took, rss);
  return 0;
}
