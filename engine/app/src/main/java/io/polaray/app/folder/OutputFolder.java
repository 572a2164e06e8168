package io.polaray.app.folder;

import io.polaray.app.input.PrintableText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A folder that one run writes into. It is locked from opening to closing, so that two runs never
 * mix their files, and refused when it holds results already, unless they may be replaced.
 *
 * <p>The lock is a file lock on {@value #LOCK}, which the system releases when a process dies. The
 * file itself stays: deleting it would let a third run lock a new file of that name beside a second
 * one.
 */
public final class OutputFolder implements AutoCloseable {
  private static final String LOCK = ".polaray.lock";

  private final Path path;
  private final FileChannel channel;

  private OutputFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Creates the folder where needed and locks it.
   *
   * @param results names of files that must not be there yet
   * @param replace whether they may be there and be replaced
   * @throws FolderException if the folder is in use, holds results, or cannot be written
   */
  public static OutputFolder open(Path path, List<String> results, boolean replace) {
    try {
      Files.createDirectories(path);
      OutputFolder folder = lock(path);
      try {
        folder.check(results, replace);
        folder.removeStaleParts();
        return folder;
      } catch (IOException | RuntimeException e) {
        folder.close();
        throw e;
      }
    } catch (FileAlreadyExistsException e) {
      throw new FolderException(
          shown(e.getFile()) + " is a file, not a folder; choose another --out");
    } catch (AccessDeniedException e) {
      throw new FolderException(
          shown(path.toString())
              + " may not be written; change its permissions or choose another --out");
    } catch (IOException e) {
      throw new FolderException(
          shown(path.toString())
              + " cannot be used as an output folder ("
              + reason(e)
              + "); choose another --out");
    }
  }

  private static String shown(String path) {
    return PrintableText.of(path, 300);
  }

  private static String reason(IOException e) {
    if (e instanceof FileSystemException file && file.getReason() != null) {
      return shown(file.getReason());
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : shown(e.getMessage());
  }

  private static OutputFolder lock(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    if (lock == null) {
      channel.close();
      throw new FolderException(
          shown(path.toString())
              + " is in use by another run; wait for it to end or choose another --out");
    }
    return new OutputFolder(path, channel);
  }

  private void check(List<String> results, boolean replace) {
    for (String name : results) {
      if (!replace && Files.exists(path.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
        throw new FolderException(
            shown(path.toString())
                + " holds "
                + name
                + " from an earlier run; add --force to replace it or choose another --out");
      }
    }
  }

  /** Temporary files of runs that were killed; nobody else writes here now. */
  private void removeStaleParts() throws IOException {
    try (DirectoryStream<Path> parts =
        Files.newDirectoryStream(path, ".*" + AtomicFile.TEMPORARY_SUFFIX)) {
      for (Path part : parts) {
        Files.deleteIfExists(part);
      }
    }
  }

  /** The folder. */
  public Path path() {
    return path;
  }

  /** Writes one file of the folder, whole or not at all. */
  public void write(String name, AtomicFile.Content content) throws IOException {
    AtomicFile.write(path.resolve(name), content);
  }

  /** Deletes a file of the folder; true if it was there. */
  public boolean remove(String name) throws IOException {
    return Files.deleteIfExists(path.resolve(name));
  }

  /** Releases the lock. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
