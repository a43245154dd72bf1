// Stands between a program and its file system: preloaded, it fails the calls that it is told to
// fail, or writes down every change below one folder.
//
//   FAULTS_ROOT    only files below this folder are meant
//   FAULTS_FAIL    the number of the changing call that fails, counted from 1
//   FAULTS_FOR     how many calls fail from there on (1; 0 is all of them)
//   FAULTS_ERROR   with which error number (5, EIO)
//   FAULTS_COUNT   a file that holds the number of changing calls when the program ends
//   FAULTS_RECORD  a file to write the changes down in: a line of JSON each, and the bytes in
//                  FAULTS_RECORD.bytes
//   FAULTS_NO_LOCKS  the error number that every lock of a file fails with, as where there are none
//   FAULTS_JUMP    seconds that the clock of the day jumps by, forth and back, at each fifth look
//
// Build: clang -shared -fPIC -O1 -o libfaults.so faults.c
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long calls;
static long bytes_written;
static int record = -1, record_bytes = -1;
static const char *root;

static const char *text(const char *name, const char *otherwise) {
  const char *value = getenv(name);
  return value && *value ? value : otherwise;
}

static int below(const char *path) {
  size_t length = strlen(root);
  return strncmp(path, root, length) == 0 && (path[length] == '/' || path[length] == 0);
}

// The path of an open file, as the kernel has it now.
static int path_of(int descriptor, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t count = readlink(link, path, 4095);
  if (count < 0) return 0;
  path[count] = 0;
  return 1;
}

static void absolute(const char *path, char *whole) {
  if (path[0] == '/') {
    snprintf(whole, 8192, "%s", path);
  } else {
    char folder[4096];
    if (!getcwd(folder, sizeof folder)) folder[0] = 0;
    snprintf(whole, 8192, "%s/%s", folder, path);
  }
}

static void note_end(void) {
  const char *file = text("FAULTS_COUNT", NULL);
  if (!file) return;
  int descriptor = REAL(open)(file, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (descriptor < 0) return;
  char line[32];
  int count = snprintf(line, sizeof line, "%ld\n", calls);
  REAL(write)(descriptor, line, count);
  REAL(close)(descriptor);
}

__attribute__((constructor)) static void begin(void) {
  root = text("FAULTS_ROOT", "/nowhere/at/all");
  const char *name = text("FAULTS_RECORD", NULL);
  if (name) {
    char bytes[4200];
    snprintf(bytes, sizeof bytes, "%s.bytes", name);
    record = REAL(open)(name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    record_bytes = REAL(open)(bytes, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  }
  atexit(note_end);
}

// Whether the changing call that begins now is to fail; sets errno.
static int fails(void) {
  static long first = -2, last, number;
  if (first == -2) {
    first = atol(text("FAULTS_FAIL", "-1"));
    long many = atol(text("FAULTS_FOR", "1"));
    last = many == 0 ? 1L << 60 : first + many - 1;
    number = atol(text("FAULTS_ERROR", "5"));
  }
  calls++;
  if (first < 0 || calls < first || calls > last) return 0;
  errno = (int)number;
  return 1;
}

static void quoted(char *line, size_t *end, const char *key, const char *path) {
  *end += snprintf(line + *end, 9000, ",\"%s\":\"", key);
  for (const char *c = path; *c && *end < 16000; c++) {
    if (*c == '"' || *c == '\\') line[(*end)++] = '\\';
    line[(*end)++] = *c;
  }
  line[(*end)++] = '"';
}

static void note(const char *what, const char *path, const char *to, unsigned long inode,
                 long offset, const void *bytes, long size) {
  if (record < 0) return;
  char line[20000];
  size_t end = snprintf(line, sizeof line, "{\"do\":\"%s\",\"inode\":%lu,\"offset\":%ld,\"size\":%ld",
                        what, inode, offset, size);
  if (path) quoted(line, &end, "path", path);
  if (to) quoted(line, &end, "to", to);
  if (bytes) {
    end += snprintf(line + end, 64, ",\"at\":%ld", bytes_written);
    REAL(write)(record_bytes, bytes, size);
    bytes_written += size;
  }
  line[end++] = '}';
  line[end++] = '\n';
  REAL(write)(record, line, end);
}

static unsigned long inode_of(int descriptor) {
  struct stat status;
  return fstat(descriptor, &status) == 0 ? (unsigned long)status.st_ino : 0;
}

static int open_file(const char *path, int flags, mode_t mode) {
  char whole[8192];
  absolute(path, whole);
  int changes = flags & (O_CREAT | O_TRUNC);
  if (!below(whole) || !changes) return REAL(open)(path, flags, mode);
  pthread_mutex_lock(&lock);
  int result = -1, existed = access(path, F_OK) == 0;
  if (!fails()) {
    result = REAL(open)(path, flags, mode);
    if (result >= 0 && !existed) note("create", whole, NULL, inode_of(result), 0, NULL, 0);
    if (result >= 0 && existed && flags & O_TRUNC)
      note("truncate", NULL, NULL, inode_of(result), 0, NULL, 0);
  }
  pthread_mutex_unlock(&lock);
  return result;
}

#define OPENS(name)                                  \
  int name(const char *path, int flags, ...) {       \
    va_list list;                                    \
    va_start(list, flags);                           \
    mode_t mode = va_arg(list, mode_t);              \
    va_end(list);                                    \
    return open_file(path, flags, mode);             \
  }
OPENS(open)
OPENS(open64)

static int is_meant(int descriptor) {
  char path[4096];
  return path_of(descriptor, path) && below(path);
}

ssize_t write(int descriptor, const void *bytes, size_t size) {
  if (!is_meant(descriptor)) return REAL(write)(descriptor, bytes, size);
  pthread_mutex_lock(&lock);
  ssize_t result = -1;
  if (!fails()) {
    long offset = fcntl(descriptor, F_GETFL) & O_APPEND ? lseek(descriptor, 0, SEEK_END)
                                                         : lseek(descriptor, 0, SEEK_CUR);
    result = REAL(write)(descriptor, bytes, size);
    if (result > 0) note("write", NULL, NULL, inode_of(descriptor), offset, bytes, result);
  }
  pthread_mutex_unlock(&lock);
  return result;
}

static ssize_t write_at(int descriptor, const void *bytes, size_t size, off_t offset) {
  if (!is_meant(descriptor)) return REAL(pwrite)(descriptor, bytes, size, offset);
  pthread_mutex_lock(&lock);
  ssize_t result = -1;
  if (!fails()) {
    result = REAL(pwrite)(descriptor, bytes, size, offset);
    if (result > 0) note("write", NULL, NULL, inode_of(descriptor), offset, bytes, result);
  }
  pthread_mutex_unlock(&lock);
  return result;
}
ssize_t pwrite(int d, const void *b, size_t s, off_t o) { return write_at(d, b, s, o); }
ssize_t pwrite64(int d, const void *b, size_t s, off64_t o) { return write_at(d, b, s, o); }

static int shorten(int descriptor, off_t size) {
  if (!is_meant(descriptor)) return REAL(ftruncate)(descriptor, size);
  pthread_mutex_lock(&lock);
  int result = -1;
  if (!fails()) {
    result = REAL(ftruncate)(descriptor, size);
    if (result == 0) note("truncate", NULL, NULL, inode_of(descriptor), size, NULL, 0);
  }
  pthread_mutex_unlock(&lock);
  return result;
}
int ftruncate(int descriptor, off_t size) { return shorten(descriptor, size); }
int ftruncate64(int descriptor, off64_t size) { return shorten(descriptor, size); }

static int synchronise(int descriptor) {
  char path[4096];
  if (!path_of(descriptor, path) || !below(path)) return REAL(fsync)(descriptor);
  pthread_mutex_lock(&lock);
  int result = -1;
  if (!fails()) {
    // The disk's own time proves nothing here: what counts is that it was asked for.
    result = 0;
    note("sync", path, NULL, inode_of(descriptor), 0, NULL, 0);
  }
  pthread_mutex_unlock(&lock);
  return result;
}
int fsync(int descriptor) { return synchronise(descriptor); }
int fdatasync(int descriptor) { return synchronise(descriptor); }

int rename(const char *old, const char *new) {
  char from[8192], to[8192];
  absolute(old, from);
  absolute(new, to);
  if (!below(from)) return REAL(rename)(old, new);
  pthread_mutex_lock(&lock);
  int result = -1;
  if (!fails()) {
    result = REAL(rename)(old, new);
    if (result == 0) note("rename", from, to, 0, 0, NULL, 0);
  }
  pthread_mutex_unlock(&lock);
  return result;
}

#define ON_PATH(name, word, parameters, arguments)   \
  int name parameters {                              \
    char whole[8192];                                \
    absolute(path, whole);                           \
    if (!below(whole)) return REAL(name) arguments;  \
    pthread_mutex_lock(&lock);                       \
    int result = -1;                                 \
    if (!fails()) {                                  \
      result = REAL(name) arguments;                 \
      if (result == 0) note(word, whole, NULL, 0, 0, NULL, 0); \
    }                                                \
    pthread_mutex_unlock(&lock);                     \
    return result;                                   \
  }
ON_PATH(mkdir, "mkdir", (const char *path, mode_t mode), (path, mode))
ON_PATH(unlink, "unlink", (const char *path), (path))
ON_PATH(rmdir, "rmdir", (const char *path), (path))

static int no_locks(void) { return atoi(text("FAULTS_NO_LOCKS", "0")); }

int flock(int descriptor, int operation) {
  if (!no_locks()) return REAL(flock)(descriptor, operation);
  errno = no_locks();
  return -1;
}

// F_OFD_GETLK, F_OFD_SETLK and F_OFD_SETLKW.
static int is_locking(int command) { return command >= 36 && command <= 38; }

#define CONTROLS(name)                                   \
  int name(int descriptor, int command, ...) {           \
    va_list list;                                        \
    va_start(list, command);                             \
    void *argument = va_arg(list, void *);               \
    va_end(list);                                        \
    if (no_locks() && is_locking(command)) {             \
      errno = no_locks();                                \
      return -1;                                         \
    }                                                    \
    return REAL(name)(descriptor, command, argument);    \
  }
CONTROLS(fcntl)
CONTROLS(fcntl64)

// The clock of the day only: the kernel does not let the other one jump.
int clock_gettime(clockid_t clock, struct timespec *time) {
  static long looks;
  int result = REAL(clock_gettime)(clock, time);
  long jump = clock == CLOCK_REALTIME ? atol(text("FAULTS_JUMP", "0")) : 0;
  if (jump) time->tv_sec += (++looks / 5) % 2 ? jump : -jump;
  return result;
}
