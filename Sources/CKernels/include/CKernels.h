#ifndef KOLB_CKERNELS_H
#define KOLB_CKERNELS_H

// What of vectors Swift does lane by lane.

typedef float kolb_float8 __attribute__((ext_vector_type(8)));
typedef int kolb_int8 __attribute__((ext_vector_type(8)));

/// The square root of each lane. Swift's own asks the C library about each, for the sake of errno.
static inline kolb_float8 kolb_square_root(kolb_float8 x) {
  return __builtin_elementwise_sqrt(x);
}

/// The first `lanes` lanes, and `rest` in the others. Swift compares with places lane by lane.
static inline kolb_float8 kolb_first(int lanes, kolb_float8 vector, float rest) {
  const kolb_int8 places = {0, 1, 2, 3, 4, 5, 6, 7};
  const kolb_int8 kept = places < (kolb_int8)lanes;
  const kolb_float8 other = rest;
  return (kolb_float8)(((kolb_int8)vector & kept) | ((kolb_int8)other & ~kept));
}

/// Gives free memory back to the system, where the C library keeps it (only GNU's does).
void kolb_give_free_memory_back(void);

/// Whether the processor has vectors of 16 numbers (AVX-512F).
int kolb_has_wide_vectors(void);

/// What a product does with what its result held before, as `Destination` says it in Swift.
enum { KOLB_OVERWRITE = 0, KOLB_ACCUMULATE = 1, KOLB_ADD = 2 };

/// A block of a product with vectors of 16 numbers, to the bit what vectors of 8 make of it.
///
/// - `left`: tiles of 6 rows begin `tile_stride` apart, their rows `row_stride`, and the numbers of
///   a row `depth_stride`.
/// - `panels`: of 16 columns each, `panel_stride` apart.
/// - `output`: rows `stride` apart; at most `columns` of each are touched.
void kolb_multiply_wide(
    long depth, const float *left, long row_stride, long tile_stride, long depth_stride,
    const float *panels, long panel_stride, long rows, long columns, float *output, long stride,
    int destination);

// What follows is for processors with vectors of 16 alone, to the bit what vectors of 8 make.

/// Turns the first `seen` scores into exp(scale · score) over their sum.
///
/// Returns the sum of exp(scale · score - highest).
float kolb_softmax_wide(float *scores, long seen, float scale, float *highest);

/// Scores become probabilities, and their gradients those of the scores.
void kolb_softmax_backward_wide(
    float *scores, float *slopes, long seen, float scale, float log_sum, float delta);

/// `output = silu(gate) · up`.
void kolb_swiglu_wide(const float *gate, const float *up, long width, float *output);

/// Replaces gate and up by their gradients.
void kolb_swiglu_backward_wide(const float *slope, long width, float *gate, float *up);

/// Positions of a block of keys and values, `[width, positions]` and `[positions, width]`.
enum { KOLB_POSITIONS = 32 };

/// One query of one head, what it makes, and memory for as many scores as the blocks have
/// positions.
struct kolb_head {
  const float *query;
  float *output;
  float *scores;
  /// Where in a block the keys of the head lie, which its values follow.
  long offset;
};

/// What queries see of a row's keys and values.
struct kolb_cache {
  /// Where each block begins.
  float *const *places;
  /// Numbers of a key; a multiple of 16.
  long width;
  /// Positions.
  long seen;
  float scale;
};

/// `output = softmax(scale · query · keysᵀ) · values` of one head, or of two at once.
void kolb_attend_wide(
    const struct kolb_head *heads, int count, const struct kolb_cache *cache);

#endif
