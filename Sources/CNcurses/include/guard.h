// Gives the terminal back however the program ends; see guard.c.
#ifndef KOLB_CNCURSES_GUARD_H
#define KOLB_CNCURSES_GUARD_H

// Remembers the terminal as it is now, and how to undo what is about to be done to it: `leave` are
// escape sequences, of which the first `own_length` bytes are those that endwin() does not send.
// Watches over signals from here on. -1 where it is no terminal.
int kolb_guard_begin(
    int terminal, int wake, int keeps_others_back, const char *leave, int length, int own_length);
void kolb_guard_end(void);

// From here on the terminal is ours, and what others print is kept back.
void kolb_guard_hold(void);
// After endwin(): what ncurses does not undo.
void kolb_guard_finish(void);
// Without endwin(): everything.
void kolb_guard_release(void);

// Stops the process as Ctrl-Z does in a cooked terminal; returns when it goes on.
void kolb_guard_stop_process(void);

// Each answers whether it happened since it was last asked.
int kolb_guard_take_resize(void);
int kolb_guard_take_suspend(void);
int kolb_guard_take_resume(void);
// The signal that asked the program to end, or 0.
int kolb_guard_stop_signal(void);

#endif
