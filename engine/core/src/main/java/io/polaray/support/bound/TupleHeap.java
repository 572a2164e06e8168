package io.polaray.support.bound;

import java.util.Arrays;

/** Tuples of cells by decreasing bound: a binary heap in primitive arrays. */
final class TupleHeap {
  private final int stride;
  private double[] bounds = new double[64];
  private int[] slots = new int[64];
  private int[] cells;
  private int[] free = new int[16];
  private int size;
  private int freeCount;
  private int slotCount;

  TupleHeap(int maxRays) {
    stride = maxRays + 1;
    cells = new int[64 * stride];
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
    freeCount = 0;
    slotCount = 0;
  }

  /** Gives memory back after a long search. */
  void release() {
    clear();
    if (bounds.length > 1024) {
      bounds = new double[64];
      slots = new int[64];
      cells = new int[64 * stride];
      free = new int[16];
    }
  }

  double topBound() {
    return bounds[0];
  }

  /** Adds the tuple {@code tuple[0 .. count - 1]}. */
  void push(double bound, int[] tuple, int count) {
    int slot = freeCount > 0 ? free[--freeCount] : slotCount++;
    if ((slot + 1) * stride > cells.length) {
      cells = Arrays.copyOf(cells, 2 * cells.length);
    }
    cells[slot * stride] = count;
    System.arraycopy(tuple, 0, cells, slot * stride + 1, count);
    if (size == bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * size);
      slots = Arrays.copyOf(slots, 2 * size);
    }
    int hole = size++;
    while (hole > 0) {
      int parent = (hole - 1) >> 1;
      if (bounds[parent] >= bound) {
        break;
      }
      bounds[hole] = bounds[parent];
      slots[hole] = slots[parent];
      hole = parent;
    }
    bounds[hole] = bound;
    slots[hole] = slot;
  }

  /** Removes the top tuple; returns its number of cells. */
  int pop(int[] tuple) {
    int slot = slots[0];
    int count = cells[slot * stride];
    System.arraycopy(cells, slot * stride + 1, tuple, 0, count);
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, 2 * freeCount);
    }
    free[freeCount++] = slot;
    size--;
    double bound = bounds[size];
    int moved = slots[size];
    int hole = 0;
    while (true) {
      int child = 2 * hole + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && bounds[child + 1] > bounds[child]) {
        child++;
      }
      if (bounds[child] <= bound) {
        break;
      }
      bounds[hole] = bounds[child];
      slots[hole] = slots[child];
      hole = child;
    }
    bounds[hole] = bound;
    slots[hole] = moved;
    return count;
  }
}
