// Gives the terminal back however the program ends. It is C because it runs inside signal
// handlers, where nothing of Swift may; the state is here and not in a header, where every object
// file that uses it would have a copy of its own.

#define _GNU_SOURCE

#include "guard.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <termios.h>
#include <unistd.h>

#define KOLB_SIGNALS 32
#define COUNT(list) (sizeof(list) / sizeof((list)[0]))
// How long the loop may take to end when it is asked to, in microseconds.
#define KOLB_PATIENCE 700000

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
} kolb_guard;

static void kolb_write_all(int descriptor, const char *bytes, long count) {
  while (count > 0) {
    ssize_t written = write(descriptor, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    count -= written;
  }
}

// Async-signal-safe, and safe to call twice.
static void kolb_guard_give_back(int length) {
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
void kolb_guard_release(void) { kolb_guard_give_back(kolb_guard.leave_length); }

// After endwin(): a second restoring of the old screen would take back a title that is not ours.
void kolb_guard_finish(void) { kolb_guard_give_back(kolb_guard.own_length); }

// From here on what others print is kept back, since it would tear the picture.
void kolb_guard_hold(void) {
  if (kolb_guard.capture >= 0) {
    dup2(kolb_guard.capture, 1);
    dup2(kolb_guard.capture, 2);
  }
  kolb_guard.holds = 1;
}

static void kolb_wake(int descriptor) {
  uint64_t one = 1;
  if (write(descriptor, &one, sizeof one) < 0) return;  // full: it is awake already
}

static void kolb_on_crash(int number, siginfo_t *info, void *context) {
  (void)context;
  kolb_guard_release();
  sigaction(number, &kolb_guard.before[number], NULL);
  // A fault happens again on return and reaches the handler of before, which reports it.
  if (info != NULL && info->si_code > 0) return;
  // A signal that somebody sent does not happen again. The handler of before would report it and
  // return, and the program would go on without its terminal; abort() alone sees to its own end.
  if (number != SIGABRT || info == NULL || info->si_pid != getpid()) signal(number, SIG_DFL);
  raise(number);
}

// The loop does not end: most likely it waits for a terminal that takes nothing. What that terminal
// does not take now is left unsaid.
static void kolb_on_alarm(int number) {
  (void)number;
  int asked = kolb_guard.stop_signal ? kolb_guard.stop_signal : SIGTERM;
  int flags = fcntl(kolb_guard.terminal, F_GETFL);
  if (flags >= 0) fcntl(kolb_guard.terminal, F_SETFL, flags | O_NONBLOCK);
  kolb_guard_release();
  // The shell has the same open terminal, and would not expect that.
  if (flags >= 0) fcntl(kolb_guard.terminal, F_SETFL, flags);
  _exit(128 + asked);
}

// Stays set until the program has ended: words for a stalled terminal can hold up its end as well.
static void kolb_set_alarm(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = kolb_on_alarm;
  sigfillset(&action.sa_mask);
  action.sa_flags = SA_ONSTACK;
  sigaction(SIGALRM, &action, NULL);
  struct itimerval timer;
  memset(&timer, 0, sizeof timer);
  timer.it_value.tv_usec = KOLB_PATIENCE;
  setitimer(ITIMER_REAL, &timer, NULL);
}

static void kolb_on_stop(int number) {
  int saved = errno;
  if (kolb_guard.stop_signal) {
    // Asked twice: the loop does not answer, so end here.
    kolb_guard_release();
    signal(number, SIG_DFL);
    raise(number);
  }
  kolb_guard.stop_signal = number;
  kolb_set_alarm();
  kolb_wake(kolb_guard.wake);
  errno = saved;
}

static void kolb_on_job_control(int number) {
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

static void kolb_guard_catch(int number, void (*handler)(int)) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  sigfillset(&action.sa_mask);
  action.sa_flags = SA_RESTART | SA_ONSTACK;
  sigaction(number, &action, &kolb_guard.before[number]);
}

static void kolb_guard_catch_all(void) {
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
  for (unsigned i = 0; i < COUNT(kolb_crash_signals); i++)
    sigaction(kolb_crash_signals[i], &crash, &kolb_guard.before[kolb_crash_signals[i]]);
  for (unsigned i = 0; i < COUNT(kolb_stop_signals); i++)
    kolb_guard_catch(kolb_stop_signals[i], kolb_on_stop);
  for (unsigned i = 0; i < COUNT(kolb_job_signals); i++)
    kolb_guard_catch(kolb_job_signals[i], kolb_on_job_control);
}

static void kolb_guard_uncatch_all(void) {
  for (unsigned i = 0; i < COUNT(kolb_crash_signals); i++)
    sigaction(kolb_crash_signals[i], &kolb_guard.before[kolb_crash_signals[i]], NULL);
  for (unsigned i = 0; i < COUNT(kolb_stop_signals); i++)
    sigaction(kolb_stop_signals[i], &kolb_guard.before[kolb_stop_signals[i]], NULL);
  for (unsigned i = 0; i < COUNT(kolb_job_signals); i++)
    sigaction(kolb_job_signals[i], &kolb_guard.before[kolb_job_signals[i]], NULL);
}

// Stops the process as Ctrl-Z does in a cooked terminal; returns when it goes on.
void kolb_guard_stop_process(void) {
  struct sigaction standard, own;
  memset(&standard, 0, sizeof standard);
  standard.sa_handler = SIG_DFL;
  sigaction(SIGTSTP, &standard, &own);
  raise(SIGTSTP);
  sigaction(SIGTSTP, &own, NULL);
}

// Remembers the terminal as it is now, and how to undo what is about to be done to it.
int kolb_guard_begin(
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
  kolb_guard.capture = keeps_others_back ? memfd_create("kolb-output", MFD_CLOEXEC) : -1;
  kolb_guard.real_output = fcntl(1, F_DUPFD_CLOEXEC, 10);
  kolb_guard.real_errors = fcntl(2, F_DUPFD_CLOEXEC, 10);
  if (!has_exit_handler) has_exit_handler = atexit(kolb_guard_release) == 0;
  kolb_guard_catch_all();
  return 0;
}

void kolb_guard_end(void) {
  kolb_guard_release();
  kolb_guard_uncatch_all();
  if (kolb_guard.capture >= 0) close(kolb_guard.capture);
  close(kolb_guard.real_output);
  close(kolb_guard.real_errors);
  kolb_guard.capture = -1;
}

// Each answers whether it happened since it was last asked.
int kolb_guard_take_resize(void) {
  int happened = kolb_guard.has_resized;
  kolb_guard.has_resized = 0;
  return happened;
}

int kolb_guard_take_suspend(void) {
  int happened = kolb_guard.wants_suspend;
  kolb_guard.wants_suspend = 0;
  return happened;
}

int kolb_guard_take_resume(void) {
  int happened = kolb_guard.has_resumed;
  kolb_guard.has_resumed = 0;
  return happened;
}

int kolb_guard_stop_signal(void) { return kolb_guard.stop_signal; }
