// What is not inlined where it is used: kernels for processors with more than others have.
#include "CKernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define WIDE __attribute__((target("avx512f")))
#define INLINE static inline __attribute__((always_inline)) WIDE

// Rows of a tile, as in MatrixMultiply.swift, and the columns of one panel.
enum { kolb_tile_rows = 6, kolb_panel = 16 };

int kolb_has_wide_vectors(void) { return __builtin_cpu_supports("avx512f") != 0; }

// One tile of `rows` × (16 or 32) sums, kept in registers over the whole depth. Each sum is the
// same chain of fused multiply-adds in the order of the depth that narrower vectors make.
INLINE void kolb_tile(
    long depth, const float *left, long row_stride, long depth_stride, const float *first,
    const float *second, __mmask16 first_mask, __mmask16 second_mask, float *output, long stride,
    int destination, const int rows, const int panels) {
  __m512 a[kolb_tile_rows], b[kolb_tile_rows];
  for (int row = 0; row < rows; row++) {
    const int goes_on = destination == KOLB_ACCUMULATE;
    float *at = output + row * stride;
    a[row] = goes_on ? _mm512_maskz_loadu_ps(first_mask, at) : _mm512_setzero_ps();
    if (panels == 2)
      b[row] = goes_on ? _mm512_maskz_loadu_ps(second_mask, at + kolb_panel) : _mm512_setzero_ps();
  }
  for (long k = 0; k < depth; k++) {
    const __m512 r0 = _mm512_loadu_ps(first + k * kolb_panel);
    const __m512 r1 = panels == 2 ? _mm512_loadu_ps(second + k * kolb_panel) : r0;
    for (int row = 0; row < rows; row++) {
      const __m512 l = _mm512_set1_ps(left[row * row_stride + k * depth_stride]);
      a[row] = _mm512_fmadd_ps(l, r0, a[row]);
      if (panels == 2) b[row] = _mm512_fmadd_ps(l, r1, b[row]);
    }
  }
  for (int row = 0; row < rows; row++) {
    float *at = output + row * stride;
    if (destination == KOLB_ADD) {
      a[row] = _mm512_add_ps(a[row], _mm512_maskz_loadu_ps(first_mask, at));
      if (panels == 2)
        b[row] = _mm512_add_ps(b[row], _mm512_maskz_loadu_ps(second_mask, at + kolb_panel));
    }
    _mm512_mask_storeu_ps(at, first_mask, a[row]);
    if (panels == 2) _mm512_mask_storeu_ps(at + kolb_panel, second_mask, b[row]);
  }
}

INLINE __mmask16 kolb_mask(long columns) {
  return columns >= kolb_panel ? 0xFFFF : (__mmask16)((1u << (columns > 0 ? columns : 0)) - 1);
}

// So many rows are known when it is compiled, so that all sums have registers.
#define KOLB_ROWS(count, panels)                                                               \
  case count:                                                                                  \
    kolb_tile(depth, from, row_stride, depth_stride, first, second, first_mask, second_mask,   \
              to, stride, destination, count, panels);                                         \
    break;

WIDE void kolb_multiply_wide(
    long depth, const float *left, long row_stride, long tile_stride, long depth_stride,
    const float *panels, long panel_stride, long rows, long columns, float *output, long stride,
    int destination) {
  for (long column = 0; column < columns; column += 2 * kolb_panel) {
    const float *first = panels + column / kolb_panel * panel_stride;
    const float *second = first + panel_stride;
    const __mmask16 first_mask = kolb_mask(columns - column);
    const __mmask16 second_mask = kolb_mask(columns - column - kolb_panel);
    for (long row = 0; row < rows; row += kolb_tile_rows) {
      const float *from = left + row / kolb_tile_rows * tile_stride;
      float *to = output + row * stride + column;
      const long left_over = rows - row;
      const int count = left_over < kolb_tile_rows ? (int)left_over : kolb_tile_rows;
      if (second_mask) {
        switch (count) {
          KOLB_ROWS(1, 2) KOLB_ROWS(2, 2) KOLB_ROWS(3, 2)
          KOLB_ROWS(4, 2) KOLB_ROWS(5, 2) KOLB_ROWS(6, 2)
        }
      } else {
        switch (count) {
          KOLB_ROWS(1, 1) KOLB_ROWS(2, 1) KOLB_ROWS(3, 1)
          KOLB_ROWS(4, 1) KOLB_ROWS(5, 1) KOLB_ROWS(6, 1)
        }
      }
    }
  }
}

#else

int kolb_has_wide_vectors(void) { return 0; }

void kolb_multiply_wide(
    long depth, const float *left, long row_stride, long tile_stride, long depth_stride,
    const float *panels, long panel_stride, long rows, long columns, float *output, long stride,
    int destination) {
  __builtin_trap();
}

#endif
