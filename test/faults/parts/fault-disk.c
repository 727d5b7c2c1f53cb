/*
 * A disk that fails while FAULT_DISK_CONTROL says so, for files under FAULT_DISK_FOLDER: preloaded into a station's
 * process, in front of the C library's calls that write, make and sync. The control file holds nothing, or
 * one of ENOSPC, EROFS, EIO, and then a number: after so many bytes the disk takes no more ("ENOSPC 4096").
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static int (*real_open)(const char *, int, ...);
static long left_bytes = -1;
static int last_error;

static void *next(const char *name) { return dlsym(RTLD_NEXT, name); }

/* 0: the disk is well. */
static int fault(long *allowed) {
  const char *control = getenv("FAULT_DISK_CONTROL");
  char text[64] = {0}, code[16] = {0};
  long bytes = 0;
  if (control == NULL) return 0;
  if (real_open == NULL) real_open = next("open");
  int file = real_open(control, O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  ssize_t got = read(file, text, sizeof text - 1);
  close(file);
  if (got <= 0 || sscanf(text, "%15s %ld", code, &bytes) < 1) return 0;
  *allowed = bytes;
  if (strcmp(code, "ENOSPC") == 0) return ENOSPC;
  if (strcmp(code, "EROFS") == 0) return EROFS;
  return strcmp(code, "EIO") == 0 ? EIO : 0;
}

static int is_ours(const char *path) {
  const char *folder = getenv("FAULT_DISK_FOLDER");
  return folder != NULL && path != NULL && strncmp(path, folder, strlen(folder)) == 0;
}

static int is_our_file(int file) {
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return is_ours(path);
}

/* How many of `wanted` bytes the disk takes; -1 with errno set: none. */
static ssize_t room(int file, size_t wanted) {
  long allowed = 0;
  if (!is_our_file(file)) return (ssize_t)wanted;
  int error = fault(&allowed);
  if (error != last_error) left_bytes = allowed;
  last_error = error;
  if (error == 0) return (ssize_t)wanted;
  if (error == ENOSPC && left_bytes > 0) {
    size_t taken = wanted < (size_t)left_bytes ? wanted : (size_t)left_bytes;
    left_bytes -= (long)taken;
    return (ssize_t)taken;
  }
  errno = error;
  return -1;
}

ssize_t write(int file, const void *bytes, size_t size) {
  static ssize_t (*real)(int, const void *, size_t);
  if (real == NULL) real = next("write");
  ssize_t taken = room(file, size);
  return taken < 0 ? -1 : real(file, bytes, (size_t)taken);
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t at) {
  static ssize_t (*real)(int, const void *, size_t, off64_t);
  if (real == NULL) real = next("pwrite64");
  ssize_t taken = room(file, size);
  return taken < 0 ? -1 : real(file, bytes, (size_t)taken, at);
}

ssize_t pwrite(int file, const void *bytes, size_t size, off_t at) {
  return pwrite64(file, bytes, size, at);
}

/* Node writes several buffers at once here: all of them or none. */
ssize_t pwritev64(int file, const struct iovec *pieces, int count, off64_t at) {
  static ssize_t (*real)(int, const struct iovec *, int, off64_t);
  if (real == NULL) real = next("pwritev64");
  return room(file, 1) < 0 ? -1 : real(file, pieces, count, at);
}

ssize_t pwritev(int file, const struct iovec *pieces, int count, off_t at) {
  return pwritev64(file, pieces, count, at);
}

static int sync_with(const char *name, int file) {
  int (*real)(int) = next(name);
  long allowed = 0;
  if (is_our_file(file)) {
    int error = fault(&allowed);
    /* A full or read-only disk still syncs what it has. */
    if (error == EIO) {
      errno = EIO;
      return -1;
    }
  }
  return real(file);
}

int fsync(int file) { return sync_with("fsync", file); }
int fdatasync(int file) { return sync_with("fdatasync", file); }

static int open_with(const char *name, const char *path, int flags, mode_t mode) {
  int (*real)(const char *, int, ...) = next(name);
  long allowed = 0;
  if ((flags & (O_CREAT | O_WRONLY | O_RDWR)) != 0 && is_ours(path)) {
    int error = fault(&allowed);
    if (error == EROFS || (error == EIO && (flags & O_CREAT) != 0)) {
      errno = error;
      return -1;
    }
  }
  return real(path, flags, mode);
}

static mode_t mode_of(int flags, va_list rest) {
  return (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
}

int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = mode_of(flags, rest);
  va_end(rest);
  return open_with("open", path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = mode_of(flags, rest);
  va_end(rest);
  return open_with("open64", path, flags, mode);
}
