#pragma once

/// A file that is part of the program, so that the program works wherever it lies.
typedef struct {
  /// "base-models/NAME/config.json"
  const char *path;
  const unsigned char *bytes;
  unsigned long count;
} kolb_resource;

/// One after another; null behind the last.
const kolb_resource *kolb_resource_at(unsigned long index);
