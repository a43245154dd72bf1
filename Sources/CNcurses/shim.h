// What Swift cannot import from ncurses by itself, and the part of the terminal's care that must
// run inside signal handlers, where only C is safe.
#ifndef KOLB_CNCURSES_SHIM_H
#define KOLB_CNCURSES_SHIM_H

#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

// <term.h> defines macros with names like `columns`; these two are all that is needed of it.
extern char *tigetstr(const char *capability);
extern int setupterm(const char *term, int descriptor, int *problem);

// Declared here because <sys/mman.h> hides it from this feature level. Flag 1 closes it on exec.
extern int memfd_create(const char *name, unsigned flags);

// Hidden by the feature level too; as everywhere, -1 for what does not print.
extern int wcwidth(wchar_t character);

// Attributes are macros with casts, and the sizes are mutable globals: Swift imports neither.
static const attr_t kolb_bold = A_BOLD;
static const attr_t kolb_dim = A_DIM;
static const attr_t kolb_underline = A_UNDERLINE;
static const attr_t kolb_reverse = A_REVERSE;

static inline int kolb_colours(void) { return COLORS; }
static inline int kolb_pairs(void) { return COLOR_PAIRS; }
static inline WINDOW *kolb_screen(void) { return stdscr; }
static inline int kolb_make_wake_descriptor(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

// A terminal without a size of its own answers 0 × 0.
static inline int kolb_window_size(int descriptor, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return -1;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return 0;
}

// ── The guard: gives the terminal back however the program ends ──────────────────────────────
//
// Everything from here on must be called from one Swift file only: a static in a header has one
// copy for each object file that uses it.

#define KOLB_SIGNALS 32

static struct {
  volatile sig_atomic_t holds;         // 1 while the terminal is ours
  volatile sig_atomic_t stop_signal;   // the signal that asks the program to end, or 0
  volatile sig_atomic_t wants_suspend;
  volatile sig_atomic_t has_resumed;
  volatile sig_atomic_t has_resized;
  int terminal;                        // descriptor that is written to
  int wake;                            // eventfd that wakes the loop
  int real_output, real_errors;        // copies of descriptors 1 and 2
  int capture;                         // what others wrote to 1 and 2 meanwhile
  struct termios modes;                // as the shell left them
  char leave[512];                     // the escape sequences that undo ours
  int leave_length;
  int own_length;                      // of that, what endwin() does not send: it comes first
  struct sigaction before[KOLB_SIGNALS];
  char stack[32768];                   // for a handler after the stack has overflown
} kolb_guard = {0};                    // without a value Swift's importer would not emit it

static inline void kolb_write_all(int descriptor, const char *bytes, long count) {
  while (count > 0) {
    ssize_t written = write(descriptor, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    count -= written;
  }
}

// Async-signal-safe, and safe to call twice.
static inline void kolb_guard_give_back(int length) {
  if (!kolb_guard.holds) return;
  kolb_guard.holds = 0;
  kolb_write_all(kolb_guard.terminal, kolb_guard.leave, length);
  tcsetattr(kolb_guard.terminal, TCSANOW, &kolb_guard.modes);
  if (kolb_guard.capture < 0) return;
  dup2(kolb_guard.real_output, 1);
  dup2(kolb_guard.real_errors, 2);
  char part[1024];
  ssize_t count;
  lseek(kolb_guard.capture, 0, SEEK_SET);
  while ((count = read(kolb_guard.capture, part, sizeof part)) > 0) kolb_write_all(2, part, count);
  lseek(kolb_guard.capture, 0, SEEK_SET);
  if (ftruncate(kolb_guard.capture, 0) != 0) return;
}

// In an emergency: everything, since ncurses will not have the time.
static inline void kolb_guard_release(void) { kolb_guard_give_back(kolb_guard.leave_length); }

// After endwin(): a second restoring of the old screen would take back a title that is not ours.
static inline void kolb_guard_finish(void) { kolb_guard_give_back(kolb_guard.own_length); }

// From here on what others print is kept back, since it would tear the picture.
static inline void kolb_guard_hold(void) {
  if (kolb_guard.capture >= 0) {
    dup2(kolb_guard.capture, 1);
    dup2(kolb_guard.capture, 2);
  }
  kolb_guard.holds = 1;
}

static inline void kolb_wake(int descriptor) {
  uint64_t one = 1;
  if (write(descriptor, &one, sizeof one) < 0) return;  // full: it is awake already
}

static inline void kolb_on_crash(int number, siginfo_t *info, void *context) {
  (void)context;
  kolb_guard_release();
  sigaction(number, &kolb_guard.before[number], NULL);
  // A fault happens again on return and reaches the handler of before; a sent signal does not.
  if (info == NULL || info->si_code <= 0) raise(number);
}

static inline void kolb_on_stop(int number) {
  int saved = errno;
  if (kolb_guard.stop_signal) {
    // Asked twice: the loop does not answer, so end here.
    kolb_guard_release();
    signal(number, SIG_DFL);
    raise(number);
  }
  kolb_guard.stop_signal = number;
  kolb_wake(kolb_guard.wake);
  errno = saved;
}

static inline void kolb_on_job_control(int number) {
  int saved = errno;
  if (number == SIGTSTP) kolb_guard.wants_suspend = 1;
  if (number == SIGCONT) kolb_guard.has_resumed = 1;
  if (number == SIGWINCH) kolb_guard.has_resized = 1;
  kolb_wake(kolb_guard.wake);
  errno = saved;
}

static const int kolb_crash_signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT};
static const int kolb_stop_signals[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT};
static const int kolb_job_signals[] = {SIGTSTP, SIGCONT, SIGWINCH};

static inline void kolb_guard_catch(int number, void (*handler)(int)) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  sigfillset(&action.sa_mask);
  action.sa_flags = SA_RESTART | SA_ONSTACK;
  sigaction(number, &action, &kolb_guard.before[number]);
}

static inline void kolb_guard_catch_all(void) {
  stack_t current;
  if (sigaltstack(NULL, &current) == 0 && (current.ss_flags & SS_DISABLE)) {
    stack_t own;
    memset(&own, 0, sizeof own);
    own.ss_sp = kolb_guard.stack;
    own.ss_size = sizeof kolb_guard.stack;
    sigaltstack(&own, NULL);
  }
  struct sigaction crash;
  memset(&crash, 0, sizeof crash);
  crash.sa_sigaction = kolb_on_crash;
  sigfillset(&crash.sa_mask);
  crash.sa_flags = SA_SIGINFO | SA_ONSTACK;
  for (unsigned i = 0; i < sizeof kolb_crash_signals / sizeof(int); i++)
    sigaction(kolb_crash_signals[i], &crash, &kolb_guard.before[kolb_crash_signals[i]]);
  for (unsigned i = 0; i < sizeof kolb_stop_signals / sizeof(int); i++)
    kolb_guard_catch(kolb_stop_signals[i], kolb_on_stop);
  for (unsigned i = 0; i < sizeof kolb_job_signals / sizeof(int); i++)
    kolb_guard_catch(kolb_job_signals[i], kolb_on_job_control);
}

static inline void kolb_guard_uncatch_all(void) {
  for (unsigned i = 0; i < sizeof kolb_crash_signals / sizeof(int); i++)
    sigaction(kolb_crash_signals[i], &kolb_guard.before[kolb_crash_signals[i]], NULL);
  for (unsigned i = 0; i < sizeof kolb_stop_signals / sizeof(int); i++)
    sigaction(kolb_stop_signals[i], &kolb_guard.before[kolb_stop_signals[i]], NULL);
  for (unsigned i = 0; i < sizeof kolb_job_signals / sizeof(int); i++)
    sigaction(kolb_job_signals[i], &kolb_guard.before[kolb_job_signals[i]], NULL);
}

// Stops the process as Ctrl-Z does in a cooked terminal; returns when it goes on.
static inline void kolb_guard_stop_process(void) {
  struct sigaction standard, own;
  memset(&standard, 0, sizeof standard);
  standard.sa_handler = SIG_DFL;
  sigaction(SIGTSTP, &standard, &own);
  raise(SIGTSTP);
  sigaction(SIGTSTP, &own, NULL);
}

// Remembers the terminal as it is now, and how to undo what is about to be done to it.
static inline int kolb_guard_begin(
    int terminal, int wake, int keeps_others_back, const char *leave, int length,
    int own_length) {
  static int has_exit_handler = 0;
  if (tcgetattr(terminal, &kolb_guard.modes) != 0) return -1;
  kolb_guard.terminal = terminal;
  kolb_guard.wake = wake;
  kolb_guard.stop_signal = kolb_guard.wants_suspend = 0;
  kolb_guard.has_resumed = kolb_guard.has_resized = 0;
  kolb_guard.leave_length = length < (int)sizeof kolb_guard.leave ? length : own_length;
  kolb_guard.own_length = own_length;
  memcpy(kolb_guard.leave, leave, kolb_guard.leave_length);
  kolb_guard.capture = keeps_others_back ? memfd_create("kolb-output", 1) : -1;
  kolb_guard.real_output = fcntl(1, F_DUPFD_CLOEXEC, 10);
  kolb_guard.real_errors = fcntl(2, F_DUPFD_CLOEXEC, 10);
  if (!has_exit_handler) has_exit_handler = atexit(kolb_guard_release) == 0;
  kolb_guard_catch_all();
  return 0;
}

static inline void kolb_guard_end(void) {
  kolb_guard_release();
  kolb_guard_uncatch_all();
  if (kolb_guard.capture >= 0) close(kolb_guard.capture);
  close(kolb_guard.real_output);
  close(kolb_guard.real_errors);
  kolb_guard.capture = -1;
}

// Each answers whether it happened since it was last asked.
static inline int kolb_guard_take_resize(void) {
  int happened = kolb_guard.has_resized;
  kolb_guard.has_resized = 0;
  return happened;
}

static inline int kolb_guard_take_suspend(void) {
  int happened = kolb_guard.wants_suspend;
  kolb_guard.wants_suspend = 0;
  return happened;
}

static inline int kolb_guard_take_resume(void) {
  int happened = kolb_guard.has_resumed;
  kolb_guard.has_resumed = 0;
  return happened;
}

static inline int kolb_guard_stop_signal(void) { return kolb_guard.stop_signal; }

#endif
