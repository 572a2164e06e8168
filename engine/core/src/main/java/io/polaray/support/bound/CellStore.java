package io.polaray.support.bound;

import java.util.Arrays;

/**
 * Records of cells in blocks of primitive arrays: for each cell a stretch of doubles, one of ints,
 * and {@link #MARKS} doubles that are read all the time and stand together for siblings. No object
 * for a cell; blocks do not move when the store grows.
 */
final class CellStore {
  private static final int BLOCK_BITS = 7;
  private static final int BLOCK_SIZE = 1 << BLOCK_BITS;
  private static final int BLOCK_MASK = BLOCK_SIZE - 1;

  /** Number of doubles a cell has in its block of marks. */
  static final int MARKS = 4;

  private final int doublesPerCell;
  private final int intsPerCell;
  private double[][] doubleBlocks = new double[4][];
  private double[][] markBlocks = new double[4][];
  private int[][] intBlocks = new int[4][];
  private int blocks;
  private int size;

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
    return 8 * (doublesPerCell + MARKS) + 4 * intsPerCell;
  }

  /** Adds a cell with all entries 0 and returns its number. */
  int add() {
    if (size == blocks << BLOCK_BITS) {
      if (blocks == doubleBlocks.length) {
        doubleBlocks = Arrays.copyOf(doubleBlocks, 2 * blocks);
        markBlocks = Arrays.copyOf(markBlocks, 2 * blocks);
        intBlocks = Arrays.copyOf(intBlocks, 2 * blocks);
      }
      doubleBlocks[blocks] = new double[doublesPerCell << BLOCK_BITS];
      markBlocks[blocks] = new double[MARKS << BLOCK_BITS];
      intBlocks[blocks] = new int[intsPerCell << BLOCK_BITS];
      blocks++;
    }
    return size++;
  }

  /** Forgets the cells from {@code newSize} on and releases their blocks. */
  void truncate(int newSize) {
    if (newSize >= size) {
      return;
    }
    size = newSize;
    int kept = (newSize + BLOCK_MASK) >> BLOCK_BITS;
    Arrays.fill(doubleBlocks, kept, blocks, null);
    Arrays.fill(markBlocks, kept, blocks, null);
    Arrays.fill(intBlocks, kept, blocks, null);
    blocks = kept;
    if ((newSize & BLOCK_MASK) != 0) {
      int from = newSize & BLOCK_MASK;
      Arrays.fill(doubleBlocks[kept - 1], from * doublesPerCell, BLOCK_SIZE * doublesPerCell, 0);
      Arrays.fill(markBlocks[kept - 1], from * MARKS, BLOCK_SIZE * MARKS, 0);
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

  /** The array with the marks of a cell, which begin at {@link #markAt}. */
  double[] marks(int cell) {
    return markBlocks[cell >> BLOCK_BITS];
  }

  /** Where the marks of a cell begin in its array. */
  int markAt(int cell) {
    return (cell & BLOCK_MASK) * MARKS;
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
