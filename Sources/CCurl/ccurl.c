#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>

// The library's own numbers, which belong to its binary interface and never change.
enum {
  OPTION_WRITE_DATA = 10001,
  OPTION_URL = 10002,
  OPTION_PROXY = 10004,
  OPTION_USER_AGENT = 10018,
  OPTION_LOW_SPEED_LIMIT = 19,
  OPTION_LOW_SPEED_TIME = 20,
  OPTION_HEADERS = 10023,
  OPTION_HEADER_DATA = 10029,
  OPTION_POST = 47,
  OPTION_AUTHORITIES = 10065,
  OPTION_NO_SIGNAL = 99,
  OPTION_PRIVATE = 10103,
  OPTION_CONNECT_TIMEOUT_MS = 156,
  OPTION_COPY_POST_FIELDS = 10165,
  OPTION_NO_PROXY = 10177,
  OPTION_PROTOCOLS = 181,
  OPTION_WRITE_FUNCTION = 20011,
  OPTION_HEADER_FUNCTION = 20079,
  OPTION_POST_FIELD_SIZE = 30120,
  INFO_PRIVATE = 0x100015,
  MULTI_MAX_HOST_CONNECTIONS = 7,
  PROTOCOLS_HTTP_AND_HTTPS = 3,
  GLOBAL_ALL = 3,
  MESSAGE_DONE = 1
};

typedef struct {
  int message;
  void *easy;
  union {
    void *anything;
    int code;
  } data;
} message;

static struct {
  int (*global_init)(long);
  void *(*easy_init)(void);
  int (*easy_setopt)(void *, int, ...);
  int (*easy_getinfo)(void *, int, ...);
  void (*easy_cleanup)(void *);
  void *(*slist_append)(void *, const char *);
  void (*slist_free_all)(void *);
  void *(*multi_init)(void);
  int (*multi_setopt)(void *, int, ...);
  int (*multi_add_handle)(void *, void *);
  int (*multi_remove_handle)(void *, void *);
  int (*multi_perform)(void *, int *);
  int (*multi_poll)(void *, void *, unsigned, int, int *);
  int (*multi_wakeup)(void *);
  message *(*multi_info_read)(void *, int *);
  int (*multi_cleanup)(void *);
} curl;

static const char *problem;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void *find(void *library, const char *name) {
  void *symbol = dlsym(library, name);
  if (!symbol) problem = "its libcurl is older than 7.68";
  return symbol;
}

static void load(void) {
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!library) library = dlopen("libcurl-gnutls.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    problem = "it has no libcurl.so.4";
    return;
  }
#define FIND(name) *(void **)&curl.name = find(library, "curl_" #name)
  FIND(global_init);
  FIND(easy_init);
  FIND(easy_setopt);
  FIND(easy_getinfo);
  FIND(easy_cleanup);
  FIND(slist_append);
  FIND(slist_free_all);
  FIND(multi_init);
  FIND(multi_setopt);
  FIND(multi_add_handle);
  FIND(multi_remove_handle);
  FIND(multi_perform);
  FIND(multi_poll);
  FIND(multi_wakeup);
  FIND(multi_info_read);
  FIND(multi_cleanup);
#undef FIND
  if (!problem && curl.global_init(GLOBAL_ALL) != 0) problem = "its libcurl cannot be begun";
}

const char *ccurl_problem(void) {
  pthread_once(&once, load);
  return problem;
}

struct ccurl_transfer {
  void *easy;
  void *headers;
};

ccurl_engine *ccurl_engine_make(long connections) {
  void *engine = curl.multi_init();
  if (engine) curl.multi_setopt(engine, MULTI_MAX_HOST_CONNECTIONS, connections);
  return engine;
}

void ccurl_engine_free(ccurl_engine *engine) { curl.multi_cleanup(engine); }

void ccurl_engine_wake(ccurl_engine *engine) { curl.multi_wakeup(engine); }

void ccurl_engine_add(ccurl_engine *engine, ccurl_transfer *transfer) {
  curl.easy_setopt(transfer->easy, OPTION_HEADERS, transfer->headers);
  curl.multi_add_handle(engine, transfer->easy);
}

void ccurl_engine_remove(ccurl_engine *engine, ccurl_transfer *transfer) {
  curl.multi_remove_handle(engine, transfer->easy);
}

void ccurl_engine_perform(ccurl_engine *engine) {
  int running = 0;
  curl.multi_perform(engine, &running);
}

void ccurl_engine_wait(ccurl_engine *engine, int milliseconds) {
  int count = 0;
  curl.multi_poll(engine, NULL, 0, milliseconds, &count);
}

void *ccurl_engine_over(ccurl_engine *engine, int *code) {
  int left = 0;
  message *next;
  while ((next = curl.multi_info_read(engine, &left))) {
    if (next->message != MESSAGE_DONE) continue;
    void *context = NULL;
    *code = next->data.code;
    curl.easy_getinfo(next->easy, INFO_PRIVATE, &context);
    return context;
  }
  return NULL;
}

ccurl_transfer *ccurl_transfer_make(
    const struct ccurl_request *request, ccurl_sink head, ccurl_sink body, void *context) {
  ccurl_transfer *transfer = calloc(1, sizeof *transfer);
  void *easy = transfer ? curl.easy_init() : NULL;
  if (!easy) {
    free(transfer);
    return NULL;
  }
  transfer->easy = easy;
  curl.easy_setopt(easy, OPTION_URL, request->url);
  curl.easy_setopt(easy, OPTION_USER_AGENT, "kolb");
  curl.easy_setopt(easy, OPTION_NO_SIGNAL, 1L);
  curl.easy_setopt(easy, OPTION_PROTOCOLS, (long)PROTOCOLS_HTTP_AND_HTTPS);
  curl.easy_setopt(easy, OPTION_LOW_SPEED_LIMIT, 1L);
  curl.easy_setopt(easy, OPTION_LOW_SPEED_TIME, request->silence);
  curl.easy_setopt(easy, OPTION_CONNECT_TIMEOUT_MS, request->connect_milliseconds);
  if (request->proxy) {
    curl.easy_setopt(easy, OPTION_PROXY, request->proxy);
    // What the environment excepts from its own proxy is nothing to one that was named.
    curl.easy_setopt(easy, OPTION_NO_PROXY, "");
  }
  if (request->is_direct) curl.easy_setopt(easy, OPTION_NO_PROXY, "*");
  if (request->authorities) curl.easy_setopt(easy, OPTION_AUTHORITIES, request->authorities);
  if (request->is_post) {
    curl.easy_setopt(easy, OPTION_POST, 1L);
    curl.easy_setopt(easy, OPTION_POST_FIELD_SIZE, (long long)request->body_length);
    curl.easy_setopt(easy, OPTION_COPY_POST_FIELDS, request->body);
  }
  curl.easy_setopt(easy, OPTION_HEADER_FUNCTION, head);
  curl.easy_setopt(easy, OPTION_HEADER_DATA, context);
  curl.easy_setopt(easy, OPTION_WRITE_FUNCTION, body);
  curl.easy_setopt(easy, OPTION_WRITE_DATA, context);
  curl.easy_setopt(easy, OPTION_PRIVATE, context);
  return transfer;
}

void ccurl_transfer_header(ccurl_transfer *transfer, const char *line) {
  void *headers = curl.slist_append(transfer->headers, line);
  if (headers) transfer->headers = headers;
}

void ccurl_transfer_free(ccurl_transfer *transfer) {
  curl.easy_cleanup(transfer->easy);
  curl.slist_free_all(transfer->headers);
  free(transfer);
}
