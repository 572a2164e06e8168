package io.polaray.support.bound;

import java.util.Arrays;

/** Lists of ints one after the other in blocks; lists are only added at the end. */
final class IntArena {
  private static final int BLOCK = 1 << 16;

  private int[][] blocks = new int[4][];
  private int count;
  private int used = BLOCK;
  private final int[] noBlock = new int[0];

  /** Room for a list of at most {@code length} ints; the block to write to is {@link #block}. */
  void reserve(int length) {
    if (used + length <= blockLength()) {
      return;
    }
    if (count == blocks.length) {
      blocks = Arrays.copyOf(blocks, 2 * count);
    }
    int size = count == 0 ? Math.min(BLOCK, 4 * length) : BLOCK;
    blocks[count++] = new int[Math.max(size, length)];
    used = 0;
  }

  private int blockLength() {
    return count == 0 ? 0 : blocks[count - 1].length;
  }

  /** The number of the last block. */
  int block() {
    return count - 1;
  }

  /** Where the next list begins in the last block. */
  int offset() {
    return used;
  }

  /** The ints of a block. */
  int[] ints(int block) {
    return block < 0 ? noBlock : blocks[block];
  }

  /** Fixes the length of the list that was written at {@link #offset}. */
  void commit(int length) {
    used += length;
  }

  /** Ints held, about. */
  long size() {
    return (long) count * BLOCK;
  }

  /** Forgets what stands behind a place. */
  void truncate(int block, int offset) {
    Arrays.fill(blocks, block + 1, count, null);
    count = block + 1;
    used = count == 0 ? BLOCK : offset;
  }
}
