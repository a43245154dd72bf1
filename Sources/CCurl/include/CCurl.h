#ifndef CCURL_H
#define CCURL_H

// What of libcurl is needed to send requests, without its headers and without linking to it: the
// library is opened when the first request is made, so that neither a build nor a run without
// servers needs it.

#include <stddef.h>

/// Several requests at once, which one thread serves.
typedef struct ccurl_engine ccurl_engine;
/// One request and its answer.
typedef struct ccurl_transfer ccurl_transfer;

/// Takes bytes of an answer; returns how many it took, fewer to end the transfer.
typedef size_t (*ccurl_sink)(char *bytes, size_t size, size_t count, void *context);

struct ccurl_request {
  const char *url;
  int is_post;
  const void *body;
  size_t body_length;
  /// Seconds without a byte after which it is given up.
  long silence;
  long connect_milliseconds;
  /// Whether it goes past any proxy of the environment.
  int is_direct;
  /// Certificate authorities; NULL for those of the system.
  const char *authorities;
  /// A proxy; NULL for that of the environment.
  const char *proxy;
};

/// Opens the library; returns why that is not possible, or NULL. Safe on any thread.
const char *ccurl_problem(void);

ccurl_engine *ccurl_engine_make(long connections);
void ccurl_engine_free(ccurl_engine *engine);
/// Ends a wait that is under way, or the next one. Safe on any thread.
void ccurl_engine_wake(ccurl_engine *engine);
void ccurl_engine_add(ccurl_engine *engine, ccurl_transfer *transfer);
void ccurl_engine_remove(ccurl_engine *engine, ccurl_transfer *transfer);
/// Does what can be done without waiting.
void ccurl_engine_perform(ccurl_engine *engine);
/// Waits until something can be done.
void ccurl_engine_wait(ccurl_engine *engine, int milliseconds);
/// The context of a transfer that is over and its code; NULL if there is none.
void *ccurl_engine_over(ccurl_engine *engine, int *code);

ccurl_transfer *ccurl_transfer_make(
    const struct ccurl_request *request, ccurl_sink head, ccurl_sink body, void *context);
void ccurl_transfer_header(ccurl_transfer *transfer, const char *line);
void ccurl_transfer_free(ccurl_transfer *transfer);

#endif
