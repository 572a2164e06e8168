package io.polaray.support.bound;

import java.util.Arrays;

/**
 * Records of cells in primitive arrays, no object for a cell. What a cell is made of is a stretch
 * of doubles and one of ints, in blocks that do not move when the store grows. What is read on
 * every path through a tree stands in columns of all cells, small enough to stay in the cache;
 * these are replaced when the store grows.
 */
final class CellStore {
  private static final int BLOCK_BITS = 7;
  private static final int BLOCK_SIZE = 1 << BLOCK_BITS;
  private static final int BLOCK_MASK = BLOCK_SIZE - 1;

  /** Columns of doubles. */
  private static final int COLUMNS = 4;

  private final int doublesPerCell;
  private final int intsPerCell;
  private double[][] doubleBlocks = new double[4][];
  private int[][] intBlocks = new int[4][];
  private int blocks;
  private int size;

  /** Upper bound of the gain of the rays in a cell. */
  double[] upper = new double[BLOCK_SIZE];

  /** The best gain met in a cell. */
  double[] value = new double[BLOCK_SIZE];

  /** Upper bound of w . kappa. */
  double[] worth = new double[BLOCK_SIZE];

  /** Upper bound of P. */
  double[] mass = new double[BLOCK_SIZE];

  /** The first of the two children of an open cell; 0 for all other cells. */
  int[] below = new int[BLOCK_SIZE];

  CellStore(int doublesPerCell, int intsPerCell) {
    this.doublesPerCell = doublesPerCell;
    this.intsPerCell = intsPerCell;
  }

  /** The number of cells; they are numbered from 0 in the order of creation. */
  int size() {
    return size;
  }

  /** Bytes taken by one cell. */
  int bytesPerCell() {
    return 8 * (doublesPerCell + COLUMNS) + 4 * (intsPerCell + 1);
  }

  /** Adds a cell with all entries 0 and returns its number. */
  int add() {
    if (size == blocks << BLOCK_BITS) {
      if (blocks == doubleBlocks.length) {
        doubleBlocks = Arrays.copyOf(doubleBlocks, 2 * blocks);
        intBlocks = Arrays.copyOf(intBlocks, 2 * blocks);
      }
      doubleBlocks[blocks] = new double[doublesPerCell << BLOCK_BITS];
      intBlocks[blocks] = new int[intsPerCell << BLOCK_BITS];
      blocks++;
    }
    if (size == upper.length) {
      resize(size + (size >> 1));
    }
    return size++;
  }

  private void resize(int capacity) {
    upper = Arrays.copyOf(upper, capacity);
    value = Arrays.copyOf(value, capacity);
    worth = Arrays.copyOf(worth, capacity);
    mass = Arrays.copyOf(mass, capacity);
    below = Arrays.copyOf(below, capacity);
  }

  /** Forgets the cells from {@code newSize} on and releases their blocks. */
  void truncate(int newSize) {
    if (newSize >= size) {
      return;
    }
    size = newSize;
    int capacity = Math.max(BLOCK_SIZE, newSize);
    resize(capacity);
    Arrays.fill(upper, newSize, capacity, 0);
    Arrays.fill(value, newSize, capacity, 0);
    Arrays.fill(worth, newSize, capacity, 0);
    Arrays.fill(mass, newSize, capacity, 0);
    Arrays.fill(below, newSize, capacity, 0);
    int kept = (newSize + BLOCK_MASK) >> BLOCK_BITS;
    Arrays.fill(doubleBlocks, kept, blocks, null);
    Arrays.fill(intBlocks, kept, blocks, null);
    blocks = kept;
    if ((newSize & BLOCK_MASK) != 0) {
      int from = newSize & BLOCK_MASK;
      Arrays.fill(doubleBlocks[kept - 1], from * doublesPerCell, BLOCK_SIZE * doublesPerCell, 0);
      Arrays.fill(intBlocks[kept - 1], from * intsPerCell, BLOCK_SIZE * intsPerCell, 0);
    }
  }

  /** The array with the doubles of a cell, which begin at {@link #at}. */
  double[] doubles(int cell) {
    return doubleBlocks[cell >> BLOCK_BITS];
  }

  /** Where the doubles of a cell begin in its array. */
  int at(int cell) {
    return (cell & BLOCK_MASK) * doublesPerCell;
  }

  /** The array with the ints of a cell, which begin at {@link #intAt}. */
  int[] ints(int cell) {
    return intBlocks[cell >> BLOCK_BITS];
  }

  /** Where the ints of a cell begin in its array. */
  int intAt(int cell) {
    return (cell & BLOCK_MASK) * intsPerCell;
  }
}
