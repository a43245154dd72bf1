// What Swift cannot import from ncurses by itself.
#ifndef KOLB_CNCURSES_SHIM_H
#define KOLB_CNCURSES_SHIM_H

#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <malloc.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

// <term.h> defines macros with names like `columns`; these two are all that is needed of it.
extern char *tigetstr(const char *capability);
extern int setupterm(const char *term, int descriptor, int *problem);

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

// Only the C library of GNU keeps what is free, and has a function that gives it back.
static inline void kolb_give_memory_back(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

#include "guard.h"

#endif
